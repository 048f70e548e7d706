import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { HostError } from '../host-error.js'
import type { DevMessage, DevTask, SessionPlaces } from './dev-message.js'

/** A session in a process of its own. */
export interface DevChild {
  readonly places: SessionPlaces
  /** Resolves when it ends without having been asked to. */
  readonly ended: Promise<void>
  /** Lets the runs under way end, then stops it. */
  stop(): Promise<void>
}

const program = () => fileURLToPath(new URL('./dev-process.js', import.meta.url))

function start(task: DevTask): ChildProcess {
  // Standard output belongs to the command; what the host logs goes to standard error.
  return fork(program(), [JSON.stringify(task)], { stdio: ['ignore', 2, 2, 'ipc'] })
}

/** The first message; a process that ends without one has failed. */
async function answerOf(child: ChildProcess): Promise<DevMessage> {
  const ended: Promise<DevMessage> = once(child, 'exit').then(([code]) => ({
    kind: 'failed',
    message: `Failed to load the connector: it ended its process (${code}). Importing it must only define it.`,
  }))
  const told = once(child, 'message').then(([message]): DevMessage => message)
  return await Promise.race([told, ended])
}

/** Looks the connector over as it stands now, in a process that forgets it again. */
export async function checkNow(task: DevTask): Promise<Extract<DevMessage, { kind: 'checked' }>> {
  const answer = await answerOf(start({ ...task, kind: 'check' }))
  if (answer.kind === 'checked') return answer
  const message = answer.kind === 'failed' ? answer.message : 'Failed to check the connector: no answer.'
  return { kind: 'checked', complaints: [{ level: 'error', message }] }
}

/** Opens a session in a process of its own. Throws `HostError` when it cannot. */
export async function startChild(task: DevTask): Promise<DevChild> {
  const child = start({ ...task, kind: 'session' })
  const answer = await answerOf(child)
  if (answer.kind !== 'ready')
    throw new HostError(answer.kind === 'failed' ? answer.message : 'Failed to open the session: no answer.')
  const gone = once(child, 'exit')
  let stopping = false
  return {
    places: answer.places,
    ended: new Promise((resolve) => {
      void gone.then(() => (stopping ? undefined : resolve()))
    }),
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      if (child.connected) child.send('stop')
      await gone
    },
  }
}
