import { readFileSync } from 'node:fs'

/**
 * The most memory this process held so far, in MB. Linux passes the peak of a process on to those it starts
 * (`getrusage`), so the mark of the own address space is read where there is one.
 */
export function peakMemory(): number {
  const highest = /^VmHWM:\s+(\d+) kB/m.exec(ownStatus())?.[1]
  return (highest === undefined ? process.resourceUsage().maxRSS : Number(highest)) / 1024
}

function ownStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return ''
  }
}

/** What is held after a collection, in MB; more than that of the peak is garbage that was not collected yet, and the program. */
export function heldMemory(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 / 1024
}
