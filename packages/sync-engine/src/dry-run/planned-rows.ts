import { otherSide, type Side } from '@duet/core'
import type { PlannedRecord } from '@duet/store'
import { outcomeOf } from '../apply/outcome-of.js'
import type { Work } from '../apply/work.js'
import { explainConflict } from '../explain.js'
import { recordsOf } from '../page/pairing.js'
import { isWrite, type Operation } from '../plan/operation.js'
import type { SeenRecord } from '../seen-record.js'
import { fieldChanges } from './field-changes.js'
import { fingerprintOf } from './fingerprint.js'

/** A record of a plan before it is part of one. */
export type PlannedRow = Omit<PlannedRecord, 'id' | 'planId' | 'entity' | 'state'>

/** What a plan says about the records of a work: writes, ends, and what needs somebody; nothing about the rest. */
export const plannedRows = (work: Work): PlannedRow[] =>
  recordsOf(work.pairing).flatMap((record) => rowOf(work, record) ?? [])

function rowOf(work: Work, record: SeenRecord): PlannedRow | undefined {
  const operation = work.plan[record.side]
  const kind = operation && kindOf(work, operation)
  if (operation === undefined || kind === undefined) return undefined
  const { pairing } = work
  return {
    pair: pairing.prepared.pair,
    side: record.side,
    recordId: record.id,
    connecId: pairing.connec?.id ?? pairing.idMap?.connecId ?? null,
    externalId: pairing.external?.id ?? pairing.idMap?.externalId ?? null,
    label: record.label,
    kind,
    reason: reasonOf(work, operation),
    changes: isWrite(operation) ? fieldChanges(work, operation) : [],
    fingerprint: fingerprintOf(work, operation),
  }
}

function kindOf(work: Work, operation: Operation): string | undefined {
  if (isWrite(operation)) return operation.kind
  if (operation.kind === 'park') return 'parked'
  if (operation.kind === 'fail') return 'failed'
  if (operation.kind !== 'skip') return undefined
  if (operation.reason === 'lost_conflict' || operation.reason === 'open_conflict') return 'conflict'
  return operation.reason === 'inactive' && endsPair(work) ? 'inactivate' : undefined
}

/** The pair lives so far and would end with this work. */
export const endsPair = ({ input, pairing }: Work): boolean => {
  const { idMap, unsaved } = pairing
  if (idMap?.connecId == null || idMap.externalId == null) return false
  return idMap.inactive ? unsaved === true : input.switchedOff === true
}

function reasonOf(work: Work, operation: Operation): string {
  const conflicts = work.plan.conflicts.map(explainConflict)
  if (isWrite(operation)) return conflicts.join(' ')
  return [outcomeOf(work, operation.side)?.detail ?? '', ...conflicts].join(' ').trim()
}

/** Whether a write replaces something that is there, rather than adding to it. */
export function overwrites(work: Work, side: Side): boolean {
  const operation = work.plan[side]
  if (operation?.kind !== 'update') return false
  const rival = work.input[otherSide(side)]
  if (rival === undefined && !work.input.idMap?.base) return true
  return fieldChanges(work, operation).some(({ before }) => before !== null)
}
