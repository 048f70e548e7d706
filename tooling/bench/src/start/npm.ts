import { type ChildProcess, spawn } from 'node:child_process'

export interface NpmOptions {
  readonly cwd: string
  readonly timeoutMs: number
  /** Ends the command when it says so on standard output; at its end when absent. */
  readonly until?: RegExp
}

export interface NpmEnd {
  readonly ms: number
  /** All it printed. */
  readonly said: string
}

/**
 * Runs npm in a group of its own and ends all of it. How long until it said what was waited for, or ended; undefined when
 * it took longer than it may. Throws with its last lines when it fails.
 */
export async function npm(
  args: readonly string[],
  { cwd, timeoutMs, until }: NpmOptions,
): Promise<NpmEnd | undefined> {
  const started = performance.now()
  // a shared cache of builds would make every start a warm one
  const child = spawn('env', ['-u', 'TURBO_CACHE_DIR', 'npm', ...args], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endIt = () => end(child)
  process.once('exit', endIt)
  let said = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const outcome = await new Promise<'said' | 'late' | number | null>((resolve) => {
    const late = setTimeout(() => resolve('late'), timeoutMs)
    late.unref()
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
        if (until?.test(said)) resolve('said')
      })
    void exited.then(resolve)
  })
  const ms = performance.now() - started
  endIt()
  await exited
  process.off('exit', endIt)
  if (outcome === 'late') return undefined
  if (outcome !== 'said' && (outcome !== 0 || until !== undefined))
    throw new Error(`Failed to run npm ${args.join(' ')}: ${said.trim().split('\n').slice(-3).join(' | ')}`)
  return { ms, said }
}

/** Npm passes no signal on, so its whole group is told. */
function end({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // it has ended by itself
  }
}
