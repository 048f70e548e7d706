import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ConnectorPlan, createPlan } from '../src/index.js'
import { describeOpenapi } from '../src/openapi/describe-openapi.js'
import { readOpenapi } from '../src/openapi/read-openapi.js'
import { describeSamples } from '../src/samples/describe-samples.js'
import { namedDesk } from './named-desk.js'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const sample = (collection: string) => ({
  collection,
  answer: JSON.parse(readFileSync(here(`answers/${collection}.json`), 'utf8')),
})

/** What two answers tell: integer ids, cents, links to the next page, moments of other names. */
export const sampled = describeSamples([sample('customers'), sample('companies')])

/** The invoicing tool of the tutorial: envelopes, PUT, integer ids, records nobody may write. */
export const inkwell = describeOpenapi(
  await readOpenapi('inkwell.yaml', { cwd: here('../../../docs/tutorial'), connector: 'inkwell' }),
)

/** A shop with habits of its own: UUIDs, bare lists, an offset, fields around what is sent alone. */
export const oddShop = describeOpenapi(
  await readOpenapi('odd-shop.json', { cwd: here('.'), connector: 'odd-shop' }),
)

/** A help desk whose lists and records are in fields called like them. */
export const desk = describeOpenapi(namedDesk)

/** Connectors of applications that describe themselves; between them every branch the flags do not reach. */
export const describedPlans = (): readonly ConnectorPlan[] => [
  createPlan({ name: 'sampled-shop' }, sampled),
  createPlan({ name: 'odd-shop' }, oddShop),
  createPlan({ name: 'named-desk' }, desk),
]

/** A connector that begins small. */
export const growing = createPlan({
  name: 'grown-crm',
  paging: { style: 'none' },
  entities: [{ collection: 'products', connec: ['item'] }],
})

/** What is added to connectors afterwards: to one of bare answers, and to one whose answers are in fields called like them. */
export const additions: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'grown-crm': [['webhook'], ['complex-entity'], ['entity', 'deals=opportunity']],
  'named-desk': [
    ['webhook'],
    ['complex-entity'],
    ['entity', 'deals=opportunity'],
    ['entity', 'stockPlaces=warehouse', '--sample', here('answers/stockPlaces.json')],
  ],
}
