import { parseArgs } from 'node:util'
import { ScaffoldError } from '../plan/scaffold-error.js'

const options = {
  'display-name': { type: 'string' },
  auth: { type: 'string' },
  paging: { type: 'string' },
  ids: { type: 'string' },
  entity: { type: 'string', multiple: true },
  sample: { type: 'string', multiple: true },
  openapi: { type: 'string' },
  complex: { type: 'boolean' },
  webhooks: { type: 'boolean' },
  connector: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** What stands on the command line. */
export interface Arguments {
  readonly words: readonly string[]
  readonly flags: ReturnType<typeof parseFlags>['values']
}

/** Throws `ScaffoldError` for an option there is none of. */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { positionals, values } = parseFlags(args)
    return { words: positionals, flags: values }
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new ScaffoldError(`Failed to read the command: ${reason}. See --help.`, { cause: error })
  }
}

const parseFlags = (args: readonly string[]) =>
  parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: true })
