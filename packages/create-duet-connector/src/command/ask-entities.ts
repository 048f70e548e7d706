import { multiselect, select } from '@clack/prompts'
import { connecNames, isSingleton } from '../mapping/connec-leaves.js'
import type { Description } from '../plan/description.js'
import { type EntityRequest, usualComplexEntity, usualEntities } from '../plan/entity-request.js'
import { describedEntities } from '../plan/requested-resource.js'
import { answerTo, type Terminal } from './terminal.js'

/** Asks which collections are shared, and as what. */
export const askEntities = (
  description: Description,
  terminal: Terminal,
): Promise<readonly EntityRequest[]> =>
  description.resources.length === 0 ? askUsual(terminal) : askDescribed(description, terminal)

const offered: readonly EntityRequest[] = [
  ...usualEntities,
  usualComplexEntity,
  { collection: 'products', connec: ['item'] },
  { collection: 'deals', connec: ['opportunity'] },
  { collection: 'invoices', connec: ['invoice'] },
  { collection: 'tax_rates', connec: ['tax_code'] },
]

const labelOf = ({ collection, connec }: EntityRequest) => `${collection} ↔ ${connec.join(' and ')}`

const askUsual = (terminal: Terminal) =>
  answerTo(
    multiselect({
      ...terminal,
      message: 'Which collections are shared, and as what?',
      options: offered.map((request) => ({ value: request, label: labelOf(request) })),
      initialValues: usualEntities,
    }),
  )

async function askDescribed(description: Description, terminal: Terminal): Promise<readonly EntityRequest[]> {
  const guesses = describedEntities(description)
  const guessFor = (name: string) => guesses.find(({ collection }) => collection === name)
  const chosen = await answerTo(
    multiselect({
      ...terminal,
      message: 'Which collections are shared?',
      options: description.resources.map(({ name }) => {
        const guess = guessFor(name)
        return { value: name, label: guess ? labelOf(guess) : name }
      }),
      initialValues: guesses.map(({ collection }) => collection),
    }),
  )
  const requests: EntityRequest[] = []
  for (const name of chosen) requests.push(guessFor(name) ?? (await askConnec(name, terminal)))
  return requests
}

async function askConnec(collection: string, terminal: Terminal): Promise<EntityRequest> {
  const connec = await answerTo(
    select({
      ...terminal,
      message: `What are ${collection} in Connec!?`,
      options: connecNames.filter((name) => !isSingleton(name)).map((value) => ({ value, label: value })),
    }),
  )
  return { collection, connec: [connec] }
}
