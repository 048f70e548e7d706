import type { Side } from '@duet/core'
import type { Blueprint, ConnecPlan } from '../recorded/blueprint.js'
import { collectionOf } from '../recorded/known-ids.js'
import type { WebhookVector } from './webhook-vector.js'

/** Records by the title of their kind. */
export type Records = Readonly<Record<string, readonly unknown[]>>

/** The records a message is about, where it says they changed: a message is a hint, and they are read anew. */
export function toldRecords(vector: WebhookVector, blueprints: readonly Blueprint[]): Record<Side, Records> {
  if (vector.kind === 'pushToConnecJob')
    return { connec: unchangedSingletons(vector, blueprints), external: vector.entitiesHash }
  const told = Object.entries(vector.params).flatMap(([name, value]) => {
    const plan = toldKind(blueprints, name)
    return plan === undefined ? [] : [{ plan, records: Array.isArray(value) ? value : [value] }]
  })
  const byTitle = Map.groupBy(told, ({ plan }) => plan.title)
  const connec = [...byTitle].map(([title, own]) => [title, own.flatMap(({ records }) => records)] as const)
  return { connec: Object.fromEntries(connec), external: {} }
}

const LONG_AGO = '2000-01-01T00:00:00Z'

/** What there is exactly one of is there at the hub, whoever tells of it; nothing in it has changed for long. */
function unchangedSingletons({ idMaps, expected }: WebhookVector, blueprints: readonly Blueprint[]): Records {
  const plans = blueprints.flatMap(({ connec }) => connec).filter(({ singleton }) => singleton)
  return Object.fromEntries(
    plans.map(({ title, names }) => {
      const row = [...idMaps, ...expected.idMaps].find(({ connec_entity }) => connec_entity === names.words)
      const id = [{ id: row?.connec_id ?? names.name, provider: 'connec', realm: 'org' }]
      return [title, [{ id, created_at: LONG_AGO, updated_at: LONG_AGO }]]
    }),
  )
}

/** The kind a message means by a name, however it is spelled. */
export function toldKind(blueprints: readonly Blueprint[], name: string): ConnecPlan | undefined {
  const plans = blueprints.flatMap(({ connec }) => connec)
  return plans.find((plan) =>
    [collectionOf(plan), plan.names.name, plan.names.collection].some(
      (known) => spelling(known) === spelling(name),
    ),
  )
}

const spelling = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
