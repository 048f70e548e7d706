import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const program = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../apps/sandbox/dist/start.js')

/** What a finished program left. */
export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** A running `npm start`. */
export interface Running {
  readonly process: ChildProcess
  /** Resolves with the match once the program has printed it. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  finished: Promise<Finished>
  /** What Ctrl-C does. */
  stop(): Promise<Finished>
}

/** Starts the program behind `npm start`, built by the time tests run. */
export function startProgram(args: readonly string[], env: Record<string, string> = {}): Running {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const waiting = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += String(chunk)
    for (const look of waiting) look()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += String(chunk)
  })
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(stdout)
        if (!match) return
        waiting.delete(look)
        resolve(match)
      }
      waiting.add(look)
      look()
      void finished.then(({ code }) =>
        reject(new Error(`The program ended with ${code} before it printed ${pattern}:\n${stderr}`)),
      )
    })
  return {
    process: child,
    printed,
    finished,
    stop: () => {
      child.kill('SIGINT')
      return finished
    },
  }
}

/** A port such that it and the hundred above it that the tour uses are free. */
export async function freeBasePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    // Below the ports that systems give to outgoing connections: one of those could be taken before the tour listens.
    const base = 20_000 + Math.floor(Math.random() * 12_000)
    const ports = [base, base + 100, base + 101, base + 102, base + 103]
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return base
  }
  throw new Error('Failed to find free ports for the tour: fifty tries did not find five.')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
