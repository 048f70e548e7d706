import { text } from '@clack/prompts'
import { connectorName } from '../plan/connector-name.js'
import { ScaffoldError } from '../plan/scaffold-error.js'
import { answerTo, type Terminal } from './terminal.js'

/** Asks for the name of a connector until it is a good one. */
export const askName = (terminal: Terminal): Promise<string> =>
  answerTo(
    text({
      ...terminal,
      message: 'What is the connector called?',
      placeholder: 'my-crm',
      validate: (name) => reasonAgainst(name ?? ''),
    }),
  )

function reasonAgainst(name: string): string | undefined {
  try {
    connectorName(name)
    return undefined
  } catch (error) {
    if (error instanceof ScaffoldError) return error.message
    throw error
  }
}
