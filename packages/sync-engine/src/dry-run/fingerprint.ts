import type { Json, Side } from '@duet/core'
import type { Work } from '../apply/work.js'
import { hashOf } from '../canonical.js'
import { flatten, leafOf } from '../image.js'
import { isWrite, type Operation } from '../plan/operation.js'

/**
 * Tells whether what would be done about a record is still the same. Ids that records get only in the run are left out:
 * a reference counts by the id it has on the side it is read from.
 */
export function fingerprintOf(work: Work, operation: Operation): string {
  const parts: Record<string, Json> = { kind: operation.kind, side: operation.side }
  if (operation.kind === 'skip') parts.reason = operation.reason
  if (operation.kind === 'fail') parts.message = operation.message
  if (operation.kind === 'park') parts.missing = `${operation.missing.resource} ${operation.missing.id}`
  if (isWrite(operation)) {
    const draft = flatten(operation.draft)
    const references = referenceLeaves(work, operation.side)
    for (const leaf of operation.leaves)
      if (!references.has(leaf)) parts[`write ${leaf}`] = draft[leaf] ?? null
    Object.assign(parts, referencesFrom(work, operation.side))
  }
  for (const { field, winner } of work.plan.conflicts) parts[`conflict ${field}`] = winner ?? 'open'
  return hashOf(parts).slice(0, 32)
}

/** Leaves of the application's draft that are an id of its own, which may not be known yet. */
function referenceLeaves({ input }: Work, side: Side): ReadonlySet<string> {
  if (side === 'external') return new Set()
  const { mapper } = input.mapper
  const paths = new Set(mapper.connec.references.map(({ path }) => path))
  return new Set(mapper.rows.filter((row) => paths.has(row.connec)).map((row) => leafOf(row.external)))
}

function referencesFrom({ input }: Work, side: Side): Record<string, Json> {
  if (side === 'external') return {}
  const references = input.connec?.record.references ?? []
  return Object.fromEntries(references.map(({ path, connecId }) => [`reference ${path}`, connecId ?? null]))
}
