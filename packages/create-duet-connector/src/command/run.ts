import { ScaffoldError } from '../plan/scaffold-error.js'
import { readArguments } from './arguments.js'
import { createConnector } from './create-connector.js'
import { decisionsIn } from './decisions-in.js'
import { describe } from './describe.js'
import { help } from './help.js'
import { type Outcome, told } from './outcome.js'

/** The world around the command. */
export interface Surroundings {
  /** Where its author stands. */
  readonly cwd: string
  /** Whether somebody can be asked. */
  readonly interactive: boolean
  print(text: string): void
  complain(text: string): void
}

/** Runs the command; returns its exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const isJson = args.includes('--json')
  try {
    const parsed = readArguments(args)
    if (parsed.flags.help) {
      surroundings.print(help)
      return 0
    }
    const outcome = await create(parsed, surroundings)
    surroundings.print(isJson ? JSON.stringify(outcome, null, 2) : told(outcome))
    return 0
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error
    if (isJson) surroundings.print(JSON.stringify({ error: error.message }, null, 2))
    else surroundings.complain(error.message)
    return 1
  }
}

async function create(parsed: ReturnType<typeof readArguments>, { cwd }: Surroundings): Promise<Outcome> {
  const decisions = decisionsIn(parsed)
  const description = await describe(parsed.flags, { cwd, connector: decisions.name })
  return createConnector(decisions, { cwd, description })
}
