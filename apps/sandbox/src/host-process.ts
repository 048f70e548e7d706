import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

/** The host as a process of its own, as an operator runs it. */
export interface HostProcess {
  /** A fresh sign-in link. */
  signInUrl(): Promise<string>
  restart(): Promise<void>
  stop(): Promise<void>
  /** Resolves when the host ends without having been asked to. */
  readonly ended: Promise<number | null>
}

/** Long enough for a machine that is busy with other things. */
const READY_MS = 120_000
const STOP_MS = 60_000
const signInAnswer = z.looseObject({ url: z.string() })

/** The host's command line, found where the package is installed. */
export function hostCommand(): string {
  const manifest = createRequire(import.meta.url).resolve('@duet/host/package.json')
  return path.join(path.dirname(manifest), 'dist/cli.js')
}

export interface HostProcessOptions {
  settingsFile: string
  url: string
  /** Further environment: the schema of a journey, for instance. */
  env?: Record<string, string>
  /** True to keep the host's own log off the terminal. */
  quiet: boolean
}

/** Starts the host and waits until it answers. */
export async function startHostProcess({
  settingsFile,
  url,
  env = {},
  quiet,
}: HostProcessOptions): Promise<HostProcess> {
  const environment = { ...process.env, ...env }
  const command = (name: string, ...rest: string[]) => [
    hostCommand(),
    name,
    '--config',
    settingsFile,
    ...rest,
  ]
  let stopping = false
  let reportEnd: (code: number | null) => void = () => {}
  const ended = new Promise<number | null>((resolve) => {
    reportEnd = resolve
  })

  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, command('serve'), {
      env: environment,
      // What it prints for a person, the tour says itself; its log goes to stderr.
      stdio: ['ignore', 'ignore', quiet ? 'pipe' : 2],
    })
    let words = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-4000)
    })
    child.once('exit', (code) => {
      if (!stopping) reportEnd(code)
    })
    await untilReady(url, child, () => words)
    return child
  }

  let child = await start()
  const stop = async () => {
    stopping = true
    await stopChild(child)
  }
  return {
    ended,
    stop,
    restart: async () => {
      await stop()
      stopping = false
      child = await start()
    },
    signInUrl: async () => {
      const { stdout } = await promisify(execFile)(process.execPath, command('sign-in', '--json'), {
        env: environment,
      })
      return signInAnswer.parse(JSON.parse(stdout)).url
    },
  }
}

async function untilReady(url: string, child: ChildProcess, words: () => string): Promise<void> {
  const deadline = Date.now() + READY_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`Failed to start the host: it ended with ${child.exitCode}. ${words()}`)
    const answered = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error(
    `Failed to start the host: it did not answer at ${url}/health within ${READY_MS / 1000} s. ${words()}`,
  )
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await gone
  clearTimeout(patience)
}
