import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'

/** The host as a process of its own, as an operator runs it. */
export interface HostProcess {
  /** A sign-in link nobody has been given. */
  signInUrl(): Promise<string>
  restart(): Promise<void>
  stop(): Promise<void>
  /** Resolves when the host ends without having been asked to. */
  readonly ended: Promise<number | null>
}

/** Long enough for a machine that is busy with other things. */
const READY_MS = 120_000
const STOP_MS = 60_000
const readyEvent = z.looseObject({ event: z.literal('ready'), signIn: z.string() })
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

/** Starts the host and waits until it is ready. */
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

  let signIn: string | undefined
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, command('serve', '--json', '--sign-in'), {
      env: environment,
      // What it tells of itself; its log goes to stderr.
      stdio: ['ignore', 'pipe', quiet ? 'pipe' : 2],
    })
    child.once('exit', (code) => {
      if (!stopping) reportEnd(code)
    })
    signIn = await signInOf(child, url)
    return child
  }

  let child = await start()
  const stop = async () => {
    stopping = true
    await stopChild(child)
  }
  const takeSignIn = () => {
    const taken = signIn
    signIn = undefined
    return taken
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
      const atStart = takeSignIn()
      if (atStart !== undefined) return atStart
      const { stdout } = await promisify(execFile)(process.execPath, command('sign-in', '--json'), {
        env: environment,
      })
      return signInAnswer.parse(JSON.parse(stdout)).url
    },
  }
}

/** Waits until the host says that it is ready; the sign-in link it then gives. Throws with its last words. */
async function signInOf(child: ChildProcess, url: string): Promise<string> {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-4000)
  })
  const ready = new Promise<string>((resolve) => {
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = readyEvent.safeParse(parsed(line))
      if (event.success) resolve(event.data.signIn)
    })
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`Failed to start the host: it ended with ${code}. ${words}`)
  })
  const outcome = await Promise.race([ready, ended, sleep(READY_MS, undefined, { ref: false })])
  if (outcome !== undefined) return outcome
  child.kill('SIGKILL')
  throw new Error(
    `Failed to start the host: it was not ready at ${url} within ${READY_MS / 1000} s. ${words}`,
  )
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await gone
  clearTimeout(patience)
}
