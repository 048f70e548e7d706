import { isDeepStrictEqual } from 'node:util'
import type { Blueprint } from '../recorded/blueprint.js'
import type { EntityDescription } from '../recorded/entity-description.js'
import type { IdMapRow } from '../recorded/id-map-row.js'
import type { Account } from '../recorded/known-ids.js'
import { valueAt } from '../recorded/paths.js'
import { isInactive } from '../recorded/recorded-connector.js'
import { conflictFacts } from './conflict-facts.js'
import type { ConsolidationVector } from './consolidation-vector.js'
import type { Facts } from './difference.js'
import { lineFacts } from './line-facts.js'
import { isBefore } from './moments.js'
import { type HubSubject, type OwnSubject, type Subjects, subjectsOf } from './subjects.js'

/** Notes a fact about the records with these ids. */
export type Note = (fact: string, ids: readonly (string | null | undefined)[]) => void

/** What a vector says about its records that may be a reason to treat them otherwise than recorded. */
export function factsOf(vector: ConsolidationVector, blueprint: Blueprint, account: Account): Facts {
  const facts = new Map<string, Set<string>>()
  const note: Note = (fact, ids) => {
    for (const id of ids) if (id != null) facts.set(id, (facts.get(id) ?? new Set()).add(fact))
  }
  const subjects = subjectsOf(vector, blueprint, account)
  for (const one of subjects.hub) hubFacts(vector, one, note)
  for (const one of subjects.own) ownFacts(vector, one, note)
  twins(subjects, note)
  conflictFacts(vector, subjects, { push: blueprint.push, note })
  silentAnswers(vector, note)
  lineFacts(vector, blueprint, note)
  return facts
}

function hubFacts(vector: ConsolidationVector, one: HubSubject, note: Note): void {
  const { record, connecId, ownIds, rows, routedTo } = one
  const ids = [connecId, ...ownIds, ...rows.map(({ external_id }) => external_id)]
  if (ownIds.length === 0 && rows.some(({ external_id }) => external_id !== null))
    note('the hub has no id of ours', ids)
  if (rows.some((row) => isBefore(record.updated_at, row.last_push_to_external)))
    note('not modified since its last push', ids)
  if (isBefore(record.created_at, vector.organization.date_filtering_limit))
    note('created before the history limit', ids)
  const isKnown = rows.some(({ external_entity }) => external_entity === routedTo?.toLowerCase())
  if (!isKnown && rows.some(({ external_id }) => external_id !== null && ownIds.includes(external_id)))
    note('another kind before', ids)
  if (refersElsewhere(vector.entity, one)) note('its references are declared for another kind alone', ids)
}

function ownFacts(vector: ConsolidationVector, { plan, record, externalId, rows }: OwnSubject, note: Note) {
  const { fields } = plan
  const ids = [externalId, ...rows.map(({ connec_id }) => connec_id)]
  if (isInactive(record, fields)) note('switched off in the application', ids)
  if (rows.some((row) => !row.to_connec)) note('opted out', ids)
  if (rows.some((row) => isBefore(record[fields.updatedAt], row.last_push_to_connec)))
    note('not modified since its last push', ids)
  if (isBefore(record[fields.createdAt], vector.organization.date_filtering_limit))
    note('created before the history limit', ids)
}

/** Records that cannot all be meant: two of the hub with one id of ours, two versions of one of the application. */
function twins({ hub, own }: Subjects, note: Note): void {
  const claims = hub.flatMap(({ title, connecId, ownIds }) =>
    ownIds.map((id) => ({ key: `${title} ${id}`, connecId, id })),
  )
  for (const group of Map.groupBy(claims, ({ key }) => key).values())
    if (group.length > 1)
      note(
        'claimed by two records of the hub',
        group.flatMap(({ connecId, id }) => [connecId, id]),
      )
  const byId = Map.groupBy(own, ({ plan, externalId }) => `${plan.title} ${externalId}`)
  for (const group of byId.values()) {
    const [first, ...others] = group
    if (first && others.some(({ record }) => !isDeepStrictEqual(record, first.record)))
      note('given twice', [first.externalId, ...first.rows.map(({ connec_id }) => connec_id)])
  }
}

/** Writes that were answered with less than it takes to know what became of them. */
function silentAnswers({ expected, connecBatchScript }: ConsolidationVector, note: Note): void {
  const halfMade = (row: IdMapRow) => row.last_push_to_external != null && row.external_id === null
  for (const row of expected.idMaps)
    if (halfMade(row)) note('created without an id in the answer', [row.connec_id])
  for (const [at, { ops }] of expected.connecBatches.entries()) {
    const answer = connecBatchScript[at]
    const results = answer && 'body' in answer ? valueAt(answer.body, 'results') : undefined
    const count = Array.isArray(results) ? results.length : ops.length
    for (const { url, params } of ops.slice(count))
      note('no result for it', [url.split('/').at(-1), ...idsIn(params)])
  }
}

/** Every id anywhere in the body of an operation. */
const idsIn = (params: unknown): string[] =>
  [...JSON.stringify(params ?? null).matchAll(/"id":"([^"]+)"/g)].flatMap(([, id]) => id ?? [])

/** References that were declared for other kinds than the one a record goes to. */
function refersElsewhere(entity: EntityDescription, { title, routedTo, record }: HubSubject): boolean {
  if (entity.kind === 'simple' || routedTo === undefined) return false
  const declared = entity.subEntities[entity.connecEntitiesNames[title] ?? title]?.references ?? {}
  const here = declared[routedTo]?.records ?? []
  return Object.values(declared).some(({ records }) =>
    records.some((path) => !here.includes(path) && Array.isArray(valueAt(record, path))),
  )
}
