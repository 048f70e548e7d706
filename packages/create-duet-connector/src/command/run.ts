import { connectorName } from '../plan/connector-name.js'
import { ScaffoldError } from '../plan/scaffold-error.js'
import { addToConnector } from './add-to-connector.js'
import { type Arguments, readArguments } from './arguments.js'
import { askDecisions } from './ask-decisions.js'
import { askName } from './ask-name.js'
import { askSource } from './ask-source.js'
import { assertDecided } from './assert-decided.js'
import { createConnector } from './create-connector.js'
import { decisionsIn } from './decisions-in.js'
import { describe } from './describe.js'
import { help } from './help.js'
import { type Outcome, told } from './outcome.js'
import type { Terminal } from './terminal.js'

/** The world around the command. */
export interface Surroundings {
  /** Where its author stands. */
  readonly cwd: string
  /** Where somebody can be asked; undefined where nobody can. */
  readonly terminal?: Terminal | undefined
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
    const isAddition = parsed.words[0] === 'add'
    const outcome = await (isAddition ? addToConnector(parsed, surroundings) : create(parsed, surroundings))
    surroundings.print(isJson ? JSON.stringify(outcome, null, 2) : told(outcome, surroundings.cwd))
    return 0
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error
    if (isJson) surroundings.print(JSON.stringify({ error: error.message }, null, 2))
    else surroundings.complain(error.message)
    return 1
  }
}

async function create(parsed: Arguments, { cwd, terminal }: Surroundings): Promise<Outcome> {
  const given = decisionsIn(parsed)
  const { flags } = parsed
  if (flags.yes || flags.json || terminal === undefined) {
    connectorName(given.name)
    assertDecided(parsed)
    return createConnector(given, { cwd, description: await describe(flags, { cwd, connector: given.name }) })
  }
  const name = given.name === '' ? await askName(terminal) : connectorName(given.name).kebab
  const isDescribed = [flags.openapi, flags.sample, flags.entity, flags.complex].some(Boolean)
  const source = isDescribed ? flags : await askSource(terminal)
  const description = await describe(source, { cwd, connector: name })
  const decisions = await askDecisions({ ...given, name }, { description, terminal })
  return createConnector(decisions, { cwd, description })
}
