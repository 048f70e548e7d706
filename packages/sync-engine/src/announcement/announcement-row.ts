import { otherSide } from '@duet/core'
import type { IdMap, NewAnnouncement } from '@duet/store'
import type { Work } from '../apply/work.js'
import { sameValue } from '../canonical.js'
import { toHubId } from '../id-scope.js'
import { flatten, type Image, pick } from '../image.js'
import { isWrite } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'
import { asJson } from '../seen-record.js'
import type { AnnouncementBody } from './announcement-body.js'

/**
 * The note that the hub must learn the id a record just got in the application. What the application filled in by
 * itself, in fields we left alone, travels with it.
 */
export function announcementFor(run: EntityRun, work: Work, idMap: IdMap): NewAnnouncement | undefined {
  const { pairing, plan, results } = work
  const result = results.connec
  if (plan.connec?.kind !== 'create' || result?.kind !== 'written' || idMap.connecId === null)
    return undefined
  const { mapper } = pairing.prepared
  const draft = result.answer && pairing.prepared.draftOf('external', result.answer.fields)
  const leaves = draft === undefined ? [] : filledInThere(run, work, flatten(draft))
  return {
    linkId: idMap.linkId,
    entity: run.entity.name,
    connecResource: mapper.connec.name,
    connecId: idMap.connecId,
    createdAt: run.context.clock(),
    body: {
      idMapId: idMap.id,
      externalResource: mapper.external.name,
      externalId: toHubId(mapper.external, result.id),
      leaves,
      fields: draft && leaves.length > 0 ? asJson(mapper.connec.encode(pick(draft, leaves))) : null,
      lines: draft && mapper.connec.lineIds.length > 0 ? asJson(mapper.connec.encode(draft)) : null,
    } satisfies AnnouncementBody,
  }
}

/**
 * Leaves the application filled in although the draft said nothing about their group: the stage of a new deal, say.
 * What the hub has anyway does not travel.
 */
function filledInThere({ policy }: EntityRun, { input, plan }: Work, answered: Image): string[] {
  const operation = plan.connec
  if (!isWrite(operation) || !policy.directions.toConnec || policy.push.connec !== 'upsert') return []
  const { groups, defaults } = input.mapper
  const written = operation.leaves.map((leaf) => groups.groupOf(otherSide('connec'), leaf))
  const present = flatten(input.connec?.record.fields ?? {})
  return Object.keys(answered).filter(
    (leaf) =>
      !written.includes(groups.groupOf('connec', leaf)) &&
      !(leaf in defaults.connec) &&
      !sameValue(present[leaf], answered[leaf]),
  )
}
