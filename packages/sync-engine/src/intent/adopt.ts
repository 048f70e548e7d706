import { otherSide } from '@duet/core'
import type { IdMap, Intent } from '@duet/store'
import { announcementFor } from '../announcement/announcement-row.js'
import { type IntentPayload, intentPayload, sentDraft } from '../apply/intent-payload.js'
import type { PageChanges } from '../apply/page-changes.js'
import type { Work } from '../apply/work.js'
import { hashOf } from '../canonical.js'
import { newIdMap } from '../page/new-id-map.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'

/** What an adoption needs. */
export interface Adopting {
  readonly prepared: PreparedMapper
  readonly intent: Intent
  readonly record: SeenRecord
  readonly changes: PageChanges
}

/** Makes the pair of a record that was found, agreed on what was sent. */
export function adopt(run: EntityRun, adopting: Adopting): void {
  const { prepared, intent, record, changes } = adopting
  const payload = intentPayload.parse(intent.payload)
  const ids = { [otherSide(intent.side)]: intent.sourceId, [intent.side]: record.id }
  const { connec = null, external = null } = ids
  const label = payload.label ?? record.label
  const pair = newIdMap(run, prepared, { connecId: connec, externalId: external, label })
  const idMap = agreeOnSent(pair, adopting)
  if (intent.side !== 'external') return
  const announcement = announcementFor(run, createOf(run, { prepared, idMap, payload, record }), { idMap })
  if (announcement !== undefined) changes.announcements.push(announcement)
}

/** The pair, agreed on what was sent: what was edited since still shows as an edit. */
export function agreeOnSent(
  pair: IdMap,
  { prepared, intent, changes }: Pick<Adopting, 'prepared' | 'intent' | 'changes'>,
): IdMap {
  const { image, expected } = intentPayload.parse(intent.payload)
  const from = otherSide(intent.side)
  const base = { connec: {}, external: {}, [from]: image, [intent.side]: expected }
  const idMap: IdMap = {
    ...pair,
    base,
    receipts: { connec: hashOf(base.connec), external: hashOf(base.external) },
    pushedAt: { ...pair.pushedAt, [intent.side]: intent.createdAt },
  }
  changes.idMaps.set(idMap.id, idMap)
  const { linkId } = idMap
  changes.noLongerPending.push({ linkId, pair: prepared.pair, side: from, recordId: intent.sourceId })
  return idMap
}

interface Created {
  readonly prepared: PreparedMapper
  readonly idMap: IdMap
  readonly payload: IntentPayload
  readonly record: SeenRecord
}

/** The work whose answer was lost, put together again. */
function createOf(run: EntityRun, { prepared, idMap, payload, record }: Created): Work {
  const { image } = payload
  const draft = sentDraft(payload)
  const connec = { record, draft, image, missing: undefined }
  return {
    pairing: { prepared, idMap },
    input: { mapper: prepared, idMap, connec, policy: run.policy },
    plan: {
      connec: { kind: 'create', side: 'connec', draft, image: draft, leaves: Object.keys(draft) },
      conflicts: [],
      held: [],
    },
    results: { connec: { kind: 'written', id: record.id, answer: record } },
  }
}
