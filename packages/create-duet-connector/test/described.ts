import { readFileSync } from 'node:fs'
import { type ConnectorPlan, createPlan } from '../src/index.js'
import { describeSamples } from '../src/samples/describe-samples.js'

const read = (file: string) => readFileSync(new URL(`answers/${file}`, import.meta.url), 'utf8')
const sample = (collection: string) => ({ collection, answer: JSON.parse(read(`${collection}.json`)) })

/** What two answers tell: integer ids, cents, links to the next page, moments of other names. */
export const sampled = describeSamples([sample('customers'), sample('companies')])

/** Connectors of applications that describe themselves; between them every branch the flags do not reach. */
export const describedPlans = (): readonly ConnectorPlan[] => [createPlan({ name: 'sampled-shop' }, sampled)]
