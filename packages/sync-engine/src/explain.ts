import type { Side } from '@duet/core'
import type { MissingReference } from '@duet/store'
import type { Operation, PlannedConflict, SkipReason } from './plan/operation.js'

const sentences: Record<SkipReason, string> = {
  direction_off: 'Sharing in this direction is switched off for this kind of record.',
  push_off: 'The connector never writes this kind of record to the other side.',
  update_off: 'The connector only writes new records of this kind; this one is there already.',
  create_off: 'The other side takes no new records of this kind.',
  opted_out: 'This record was opted out of sharing in this direction.',
  not_shared: 'Records like this one are not shared.',
  filtered: 'Only some records of this kind are shared, and this is none of them.',
  archived: 'The record is archived in Connec!.',
  moved: 'The record has become another one in the application: it was converted, or merged into that one.',
  before_history_limit: 'The record was created before the date from which records are shared.',
  inactive: 'The record is gone or switched off on one side, so nothing is written any more.',
  lost_conflict: 'Both sides changed the same fields; the other side won.',
  open_conflict: 'Both sides changed the same fields; somebody has to decide.',
  mass_change: 'The run was stopped before it, for it would have changed too many records at once.',
  quarantined: 'A field went back and forth between two values, so it is left alone until somebody decides.',
  back_off: 'The record failed before and has not changed since; it is tried again later.',
}

const sideName: Record<Side, string> = { connec: 'Connec!', external: 'the application' }

/** Why a record was left alone, as a sentence for people. */
export const explainSkip = (reason: SkipReason): string => sentences[reason]

/** What a parked record waits for. */
export function explainMissing({ resource, side, id }: MissingReference): string {
  return `It waits for the ${resource} ${id} of ${sideName[side]}, which is not known on the other side yet.`
}

/** What was written. */
export function explainWrite(operation: Extract<Operation, { kind: 'create' | 'update' }>): string {
  const where = sideName[operation.side === 'connec' ? 'external' : 'connec']
  if (operation.kind === 'create') return `Created in ${where}.`
  return `Updated in ${where}: ${operation.leaves.join(', ')}.`
}

/** What both sides changed, and who wins. */
export function explainConflict({ field, connecValue, externalValue, winner }: PlannedConflict): string {
  const values = `${sideName.connec} has ${quoted(connecValue)}, ${sideName.external} ${quoted(externalValue)}`
  const end = winner === null ? 'somebody has to decide' : `${sideName[winner]} wins`
  return `Both sides changed ${field}: ${values}; ${end}.`
}

const MOST = 60

function quoted(value: PlannedConflict['base']): string {
  if (value === null) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `"${text.length > MOST ? `${text.slice(0, MOST)}…` : text}"`
}

/** A skip reason as a sentence; undefined for any other word. */
export const explainReason = (reason: string): string | undefined =>
  Object.entries(sentences).find(([known]) => known === reason)?.[1]
