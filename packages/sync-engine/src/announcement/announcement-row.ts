import { mergeLineIds } from '@duet/connec-client'
import { otherSide, type PlainRecord } from '@duet/core'
import type { IdMap, NewAnnouncement } from '@duet/store'
import type { Work } from '../apply/work.js'
import { sameValue } from '../canonical.js'
import { toHubId } from '../id-scope.js'
import { flatten, type Image, leafAt, pick } from '../image.js'
import type { Considered } from '../plan/considered.js'
import { isWrite } from '../plan/operation.js'
import { referenceValues } from '../reference-values.js'
import type { EntityRun } from '../run-context.js'
import { asJson } from '../seen-record.js'
import type { AnnouncementBody } from './announcement-body.js'

interface Announced {
  /** As the work leaves it. */
  readonly idMap: IdMap
  /** The application's answer, where it is mapped already. */
  readonly answered?: Considered | undefined
}

/**
 * The note that the hub must learn the ids a record, or lines of it, just got in the application. What the application
 * filled in by itself, in fields we left alone, travels with the id of a new record.
 */
export function announcementFor(
  run: EntityRun,
  work: Work,
  { idMap, answered }: Announced,
): NewAnnouncement | undefined {
  const operation = work.plan.connec
  const result = work.results.connec
  if (!isWrite(operation) || result?.kind !== 'written' || idMap.connecId === null) return undefined
  const { prepared } = work.pairing
  const { mapper } = prepared
  const draft = answered?.draft ?? (result.answer && prepared.draftOf('external', result.answer.fields))
  const isNew = operation.kind === 'create'
  const hasNewLines = draft !== undefined && hasNewLineIds(work, draft)
  if (!isNew && !hasNewLines && !isFirstNews(run, work, idMap)) return undefined
  const lineIds = draft && hasNewLines ? knownLines(run, work, draft) : undefined
  const leaves = draft && isNew ? filledInThere(run, work, answered?.image ?? flatten(draft)) : []
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
      lines: draft && hasNewLines && !lineIds ? asJson(mapper.connec.encode(draft)) : null,
      lineIds: lineIds ? asJson(lineIds) : null,
    } satisfies AnnouncementBody,
  }
}

/** A pair that came together otherwise than by a create: the hub may not have our id of it yet. */
function isFirstNews({ context }: EntityRun, { pairing, input }: Work, idMap: IdMap): boolean {
  const { connec, prepared } = pairing
  if (connec === undefined || idMap.externalId === null || input.idMap?.pushedAt.external != null)
    return false
  return !context.scopes.own(prepared.mapper, connec.externalIds).includes(idMap.externalId)
}

/** The hub's lines with the ids they just got, as far as the record that was read tells the hub's own. */
function knownLines({ context }: EntityRun, { pairing }: Work, answer: PlainRecord): PlainRecord | undefined {
  const { connec, prepared } = pairing
  if (connec === undefined) return undefined
  const sides = { ids: connec.lineIds, fields: connec.fields, answer }
  return mergeLineIds(prepared.mapper.connec, sides, context.connec).lines
}

/** Whether the application answered with ids of lines that the hub's record did not have. */
function hasNewLineIds({ input, pairing }: Work, draft: PlainRecord): boolean {
  const known = input.connec?.record.fields ?? {}
  return pairing.prepared.mapper.connec.lineIds.some((path) => {
    const before = new Set(referenceValues(known, { path }))
    return referenceValues(draft, { path }).some((id) => !before.has(id))
  })
}

/**
 * Leaves the application filled in although the draft said nothing about their group: the stage of a new deal, say.
 * What the hub has anyway does not travel.
 */
function filledInThere({ policy }: EntityRun, { input, plan }: Work, answered: Image): string[] {
  const operation = plan.connec
  if (!isWrite(operation) || !policy.directions.toConnec || policy.push.connec !== 'upsert') return []
  if (operation.kind === 'create' && Object.keys(answered).every((leaf) => leaf in operation.image)) return []
  const { groups, defaults } = input.mapper
  const written = new Set(operation.leaves.map((leaf) => groups.groupOf(otherSide('connec'), leaf)))
  const present = input.connec?.record.fields ?? {}
  return Object.keys(answered).filter(
    (leaf) =>
      !written.has(groups.groupOf('connec', leaf)) &&
      !(leaf in defaults.connec) &&
      !sameValue(leafAt(present, leaf), answered[leaf]),
  )
}
