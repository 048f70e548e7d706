import { otherSide } from '@duet/core'
import type { IdMap, Intent } from '@duet/store'
import { announcementFor } from '../announcement/announcement-row.js'
import { type IntentPayload, intentPayload } from '../apply/intent-payload.js'
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

/** The pair, agreed on what was sent: what was edited since still shows as an edit. */
export function adopt(run: EntityRun, { prepared, intent, record, changes }: Adopting): void {
  const payload = intentPayload.parse(intent.payload)
  const { image, expected, label } = payload
  const from = otherSide(intent.side)
  const ids = { [from]: intent.sourceId, [intent.side]: record.id }
  const base = { connec: {}, external: {}, [from]: image, [intent.side]: expected }
  const idMap: IdMap = {
    ...newIdMap(run, prepared, {
      connecId: ids.connec ?? null,
      externalId: ids.external ?? null,
      label: label ?? record.label,
    }),
    base,
    receipts: { connec: hashOf(base.connec), external: hashOf(base.external) },
    pushedAt: { connec: null, external: null, [intent.side]: intent.createdAt },
  }
  changes.idMaps.set(idMap.id, idMap)
  if (intent.side === 'external') {
    const announcement = announcementFor(run, createOf(run, { prepared, idMap, payload, record }), idMap)
    if (announcement !== undefined) changes.announcements.push(announcement)
  }
  changes.noLongerPending.push({
    linkId: idMap.linkId,
    pair: prepared.pair,
    side: from,
    recordId: intent.sourceId,
  })
}

interface Created {
  readonly prepared: PreparedMapper
  readonly idMap: IdMap
  readonly payload: IntentPayload
  readonly record: SeenRecord
}

/** The work whose answer was lost, put together again. */
function createOf(run: EntityRun, { prepared, idMap, payload, record }: Created): Work {
  const { draft, image } = payload
  const connec = { record, draft, image, hash: '', missing: undefined }
  return {
    pairing: { prepared, idMap },
    input: { mapper: prepared, idMap, connec, policy: run.policy },
    plan: {
      connec: { kind: 'create', side: 'connec', draft, leaves: Object.keys(draft) },
      conflicts: [],
      held: [],
    },
    results: { connec: { kind: 'written', id: record.id, answer: record } },
  }
}
