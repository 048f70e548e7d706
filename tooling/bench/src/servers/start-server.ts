import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ServerAnswer, ServerKind, ServerOptions } from './serve.js'
import type { CommandInput } from './served.js'

/** A server in a process of its own; disposing ends it. */
export interface StartedServer extends AsyncDisposable {
  readonly url: string
  /** Asks the server beside HTTP. */
  ask(command: string, input?: CommandInput): Promise<unknown>
  /** Figures the server counted since its last `reset`. */
  stats(): Promise<Record<string, number>>
}

/** Starts a server apart, so that its work is not counted as that of what is measured. */
export async function startServer<Kind extends ServerKind>(
  kind: Kind,
  options: ServerOptions<Kind>,
): Promise<StartedServer> {
  const file = fileURLToPath(new URL('servers/serve.js', import.meta.url))
  const child = fork(file, [kind, JSON.stringify(options)], {
    stdio: ['ignore', 2, 2, 'ipc'],
    serialization: 'advanced',
  })
  const ask = asking(child)
  const url = String(await ask.first)
  return {
    url,
    ask: ask.send,
    stats: async () => ({ ...Object(await ask.send('stats')) }),
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

function asking(child: ChildProcess) {
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  child.on('message', (message: ServerAnswer) => {
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if ('error' in message) one?.reject(new Error(message.error))
    else one?.resolve(message.answer)
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('Failed to ask a server: it has ended.'))
  })
  let last = 0
  const wait = (id: number) => new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
  const send = (command: string, input: CommandInput = {}) => {
    last += 1
    const answered = wait(last)
    child.send({ id: last, command, input })
    return answered
  }
  return { first: wait(0), send }
}
