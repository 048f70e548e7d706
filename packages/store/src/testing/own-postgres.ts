import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { accessSync, chownSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A PostgreSQL server of one's own on a socket, with its data in a temporary folder; gone when it is disposed. */
export interface OwnPostgres extends AsyncDisposable {
  readonly url: string
  /** Kills the server as it stands and starts it again on what reached the disk. */
  crash(): Promise<void>
}

/** Where `initdb` and `postgres` are installed; undefined when they are not. */
export function postgresBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = list(debian).sort((a, b) => Number(b) - Number(a))
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ]
  return folders.find((folder) => isThere(join(folder, 'initdb')) && isThere(join(folder, 'postgres')))
}

/**
 * Starts a server as an unprivileged user. It ends with this process, however that ends.
 *
 * @example
 * await using server = await startPostgres()
 * await using store = await openStore({ url: server.url })
 *
 * @throws Error when PostgreSQL is not installed; ask `postgresBinaries()` first.
 */
export async function startPostgres(): Promise<OwnPostgres> {
  const binaries = postgresBinaries()
  if (binaries === undefined)
    throw new Error('Failed to start PostgreSQL: it is not installed. Install the package "postgresql".')
  const folder = await mkdtemp(join(tmpdir(), 'duet-pg-'))
  const owner = await unprivileged()
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
  const as = { ...owner, cwd: '/', env: { ...process.env, HOME: folder } }
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', 'duet', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(join(binaries, 'initdb'), init, as)
  const start = () => serve({ binaries, data, folder, as })
  let server = await start()
  await run(join(binaries, 'createdb'), ['-h', folder, '-U', 'duet', 'duet'], as)
  return {
    url: `postgresql:///duet?host=${encodeURIComponent(folder)}&user=duet`,
    async crash() {
      const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGKILL')
      await stopped(server)
      server = await start()
    },
    async [Symbol.asyncDispose]() {
      server.stdin?.end()
      await stopped(server)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Place {
  binaries: string
  data: string
  folder: string
  as: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv }
}

/** The shell ends the server when its input closes, which it does when this process is gone. */
const UNTIL_INPUT_ENDS =
  '"$@" & server=$!; { cat > /dev/null; kill -INT $server 2> /dev/null; } & wait $server'
const TRIES = 150

/** A server that was killed leaves children that need a moment to notice: until then a new one refuses to start. */
async function serve({ binaries, data, folder, as }: Place): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'max_connections=200',
  ]
  const command = [join(binaries, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  let server: ChildProcess | undefined
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (server === undefined || server.exitCode !== null)
      // Standard input is given on by hand: the shell closes that of what runs in the background.
      server = spawn(
        'sh',
        ['-c', `exec 3<&0; ${UNTIL_INPUT_ENDS.replace('cat', 'cat <&3')}`, 'sh', ...command],
        {
          ...as,
          stdio: ['pipe', 'ignore', 'ignore'],
        },
      )
    await sleep(200)
    const isReady = await run(
      join(binaries, 'pg_isready'),
      ['-q', '-h', folder, '-U', 'duet', '-d', 'postgres'],
      as,
    ).then(
      () => true,
      () => false,
    )
    if (isReady && server.exitCode === null) return server
  }
  server?.stdin?.end()
  throw new Error(`Failed to start PostgreSQL: it did not answer within ${(TRIES * 200) / 1000} s.`)
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  await new Promise((resolve) => server.once('exit', resolve))
}

/** PostgreSQL refuses to run as root. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (userInfo().uid !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)])
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  throw new Error(
    'Failed to start PostgreSQL: root may not run it, and there is no user "postgres" or "nobody".',
  )
}

const idOf = (which: '-u' | '-g', name: string): Promise<number | undefined> =>
  run('id', [which, name]).then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  )

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isThere(file: string): boolean {
  try {
    accessSync(file)
    return true
  } catch {
    return false
  }
}
