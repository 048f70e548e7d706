import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { repository } from './temporary-folder.js'

const CLI = path.join(repository, 'apps/host/dist/cli.js')

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** A `duet` command as a process of its own, with no environment but what is given. */
export interface DuetProcess extends AsyncDisposable {
  readonly child: ChildProcess
  /** What it wrote so far, both streams. */
  written(): string
  /** Resolves with the first line of standard output that fits. */
  line(pattern: RegExp): Promise<string>
  readonly finished: Promise<Finished>
}

export function startDuet(args: readonly string[], env: Record<string, string> = {}): DuetProcess {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const finished = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }))
  return {
    child,
    finished,
    written: () => stdout + stderr,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await finished
    },
    async line(pattern) {
      for (;;) {
        const found = stdout.split('\n').find((line) => pattern.test(line))
        if (found !== undefined) return found
        if (child.exitCode !== null) throw new Error(`duet ended with ${child.exitCode}: ${stderr}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}
