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
