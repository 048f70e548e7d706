import type { PageChanges } from '../apply/page-changes.js'
import { hashOf } from '../canonical.js'
import type { PlannedRow } from './planned-rows.js'

/** What a plan says about records that cannot be read, and pairs whose record has become another kind. */
export function rowsBeside({ pending, idMaps }: PageChanges): PlannedRow[] {
  const failed = pending.map(({ pair, side, recordId, label, message }) => ({
    ...{ pair, side, recordId, label, changes: [] },
    connecId: side === 'connec' ? recordId : null,
    externalId: side === 'external' ? recordId : null,
    kind: 'failed',
    reason: message,
    fingerprint: hashOf({ message }).slice(0, 32),
  }))
  const ended = [...idMaps.values()].map((idMap) => ({
    pair: { connec: idMap.connecResource, external: idMap.externalResource },
    side: 'external' as const,
    recordId: idMap.externalId ?? '',
    connecId: idMap.connecId,
    externalId: idMap.externalId,
    label: idMap.label,
    kind: 'inactivate',
    reason: idMap.message ?? '',
    changes: [],
    fingerprint: hashOf({ message: idMap.message }).slice(0, 32),
  }))
  return [...failed, ...ended]
}
