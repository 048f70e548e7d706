import type { Side } from '@duet/core'
import type { Blueprint } from '../recorded/blueprint.js'
import type { ConsolidationVector } from './consolidation-vector.js'
import type { Note } from './facts.js'
import { isBefore } from './moments.js'
import type { HubSubject, OwnSubject, Subjects } from './subjects.js'

/** Pairs of which both records were read, and whose winner cannot be written: a side that does not travel cannot win. */
export function conflictFacts(
  vector: ConsolidationVector,
  { hub, own }: Subjects,
  { push, note }: { push: Blueprint['push']; note: Note },
): void {
  for (const one of hub) {
    const other = own.find(({ plan, externalId, rows }) => {
      const isPaired = rows.some(({ connec_id }) => connec_id === one.connecId)
      return plan.title === one.routedTo && (isPaired || one.ownIds.includes(externalId))
    })
    if (other === undefined) continue
    const winner = winnerOf(vector, one, other)
    const travels = winner === 'connec' ? connecTravels(vector, push) : externalTravels(vector, other, push)
    if (!travels) note('the newer side does not travel', [one.connecId, other.externalId])
  }
}

function winnerOf({ opts }: ConsolidationVector, one: HubSubject, other: OwnSubject): Side {
  if (typeof opts.connec_preemption === 'boolean') return opts.connec_preemption ? 'connec' : 'external'
  const moment = other.record[other.plan.fields.updatedAt]
  return typeof one.record.updated_at === 'string' && isBefore(moment, one.record.updated_at)
    ? 'connec'
    : 'external'
}

const switchOf = ({ organization, entity }: ConsolidationVector) =>
  organization.synchronized_entities[entity.entitiesListName] ?? { toConnec: false, toExternal: false }

const connecTravels = (vector: ConsolidationVector, push: Blueprint['push']): boolean =>
  switchOf(vector).toExternal && push.external === 'upsert'

function externalTravels(
  vector: ConsolidationVector,
  { plan, record, rows }: OwnSubject,
  push: Blueprint['push'],
) {
  const { fields } = plan
  const isFull = vector.opts.full_sync === true
  const isOld = rows.some((row) => isBefore(record[fields.updatedAt], row.last_push_to_connec))
  const isEarly = isBefore(record[fields.createdAt], vector.organization.date_filtering_limit)
  const isOut = rows.some(({ to_connec }) => !to_connec)
  return switchOf(vector).toConnec && push.connec === 'upsert' && !isOut && (isFull || !(isOld || isEarly))
}
