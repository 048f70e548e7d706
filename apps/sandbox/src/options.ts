import { parseArgs } from 'node:util'

/** What `npm start -- …` was asked. */
export interface StartOptions {
  /** The journey without a person, then end. */
  once: boolean
  json: boolean
  /** Of the journey, only the first synchronization and the comparison. */
  brief: boolean
  /** Keep the folder of the journey, to look at afterwards. */
  keep: boolean
  help: boolean
  /** First port; absent for the usual ones. */
  port: number
  /** Where the tour keeps its state. */
  folder: string
  /** What Base CRM lets through in a second; the real one's ten unless set. */
  requestsPerSecond: number
  /** How often a link is synchronized in the tour, in milliseconds. */
  intervalMs: number
  /** Connector packages the host loads beside those of the workspace. */
  connectorPackages: string[]
}

export const usage = `npm start                        the sandbox and the host; Ctrl-C stops all of it
npm start -- --port 5200         the same on other ports (the host's; the sandbox takes the next hundred)
npm start -- --folder <path>     keep the state somewhere else than in .duet
npm start -- --requests-per-second 100   a Base CRM that lets more through than the real one, which takes ten
npm start -- --every 5           synchronize every five seconds instead of every thirty
npm start -- --once [--json]     the whole journey without a person; exit code 0 only if all holds
npm start -- --once --brief      only the first synchronization and the comparison
npm start -- --once --keep       the same, and the folder with its data stays, to look at afterwards`

/** Parses the arguments. Throws with the usage for anything it does not know. */
export function startOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      brief: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      port: { type: 'string', default: '4200' },
      folder: { type: 'string', default: '.duet' },
      'requests-per-second': { type: 'string', default: '10' },
      every: { type: 'string', default: '30' },
      'connector-package': { type: 'string', multiple: true, default: [] },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_000) {
    throw new Error(`Failed to read --port: "${values.port}" is not a port. Give a number such as 5200.`)
  }
  const requestsPerSecond = positive('requests-per-second', values['requests-per-second'])
  const intervalMs = positive('every', values.every) * 1_000
  const { once, json, brief, keep, help, folder } = values
  const connectorPackages = values['connector-package']
  return { once, json, brief, keep, help, port, folder, requestsPerSecond, intervalMs, connectorPackages }
}

function positive(name: string, written: string): number {
  const number = Number(written)
  if (number > 0 && number < Number.POSITIVE_INFINITY) return number
  throw new Error(`Failed to read --${name}: "${written}" is no such number. Give one such as 10.`)
}
