import { execFile } from 'node:child_process'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const MOST_MS = 10 * 60_000

/**
 * Runs a program in a folder to its end, in the environment this was started in: without its certificates and proxies npm
 * asks a registry for minutes and gives up. What the outer npm is told does not reach here, scripts/boot.mjs takes it out.
 */
export function runCommand(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    const options = {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
      timeout: MOST_MS,
      killSignal: 'SIGKILL' as const,
    }
    execFile(command, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
      const late = error?.killed ? ` It was still running after ${MOST_MS / 60_000} minutes.` : ''
      resolve({ code, stdout, stderr: stderr + late })
    })
  })
}

/** The same; answers standard output. Throws with what the program said when it did not succeed. */
export async function succeed(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await runCommand(command, args, cwd)
  if (code === 0) return stdout
  const said = `${stderr}\n${stdout}`.trim().split('\n').slice(-LAST_LINES).join('\n')
  throw new Error(`Failed to run ${[command, ...args].join(' ')}: it ended with ${code}. ${said}`)
}

const LAST_LINES = 15
