import { startApplication } from './application.js'
import { startHub } from './hub.js'
import { startPages } from './pages.js'
import type { CommandInput, Served } from './served.js'

/** What the process of a server is asked, and what it answers. */
export interface ServerRequest {
  readonly id: number
  readonly command: string
  readonly input: CommandInput
}
export type ServerAnswer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string }

const kinds = { application: startApplication, hub: startHub, pages: startPages }
export type ServerKind = keyof typeof kinds
export type ServerOptions<Kind extends ServerKind> = Parameters<(typeof kinds)[Kind]>[0]

const [kind, options = '{}'] = process.argv.slice(2)
const start: ((options: never) => Promise<Served>) | undefined = Object.entries(kinds).find(
  ([name]) => name === kind,
)?.[1]
if (start === undefined) throw new Error(`Failed to start a server: ${kind} is none.`)

const served = await start(JSON.parse(options) as never)
process.on('disconnect', () => process.exit())
/** Whoever asked may be gone by now. */
const answer = (message: ServerAnswer) => process.connected && process.send?.(message)
process.on('message', async ({ id, command, input }: ServerRequest) => {
  try {
    answer({ id, answer: await served.commands[command]?.(input) })
  } catch (error) {
    answer({ id, error: String(error) })
  }
})
answer({ id: 0, answer: served.url })
