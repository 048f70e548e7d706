import { isPlainObject } from '@duet/core'
import { recordsIn } from './live-past.js'
import type { RecordedConnector } from './recorded-connector.js'
import type { ScriptedSides } from './scripted-sides.js'
import type { SeededPair } from './seed-pairs.js'
import { resourceTold } from './told-resource.js'
import type { WebhookVector } from './webhook-vector.js'

export interface Placed {
  readonly vector: WebhookVector
  readonly built: RecordedConnector
  readonly pairs: readonly SeededPair[]
}

const LONG_AGO = '2000-01-01T00:00:00Z'

/** Puts the records of the message where it says they changed: a message is a hint, and they are read anew. */
export function placeRecords(sides: ScriptedSides, { vector, built, pairs }: Placed): void {
  if (vector.kind === 'connecWebhook') placeInHub(sides, vector.params, built)
  else
    for (const [title, records] of Object.entries(vector.entitiesHash))
      for (const record of records) recordsIn(sides.external, title).set(String(record.Id), record)
  placeCounterparts(sides, vector, { built, pairs })
}

function placeInHub(
  sides: ScriptedSides,
  params: Readonly<Record<string, unknown>>,
  built: RecordedConnector,
) {
  for (const [name, value] of Object.entries(params)) {
    const resource = resourceTold(built, name)
    for (const record of Array.isArray(value) ? value : [value]) {
      const id = isPlainObject(record) ? connecIdOf(record.id) : undefined
      if (resource && id !== undefined) recordsIn(sides.hub, resource.collection).set(id, record)
    }
  }
}

/** Hub records of pairs of which nothing is recorded are there and have not changed for long. */
function placeCounterparts(
  sides: ScriptedSides,
  { organization }: WebhookVector,
  { built, pairs }: Pick<Placed, 'built' | 'pairs'>,
): void {
  for (const { idMap } of pairs) {
    const resource = [...built.connec.values()].find(({ name }) => name === idMap.connecResource)
    const records = recordsIn(sides.hub, resource?.collection ?? '')
    if (records.has(idMap.connecId ?? '')) continue
    const { oauth_provider: provider, oauth_uid: realm } = organization
    const id = [
      { id: idMap.connecId, provider: 'connec', realm: 'org-fg4a' },
      { id: idMap.externalId, provider, realm },
    ]
    records.set(idMap.connecId ?? '', { id, created_at: LONG_AGO, updated_at: LONG_AGO })
  }
}

function connecIdOf(id: unknown): string | undefined {
  if (typeof id === 'string') return id
  const own = Array.isArray(id)
    ? id.find((entry) => isPlainObject(entry) && entry.provider === 'connec')
    : undefined
  return own === undefined ? undefined : String(own.id)
}
