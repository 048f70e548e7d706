import type { Push, Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { Considered } from './considered.js'

/** What holds for a whole entity in a run. */
export interface PlanPolicy {
  readonly directions: { readonly toConnec: boolean; readonly toExternal: boolean }
  readonly push: Readonly<Record<Side, Push>>
  /** The side that wins every conflict. */
  readonly preempt: Side | null
  /** The run looks at every record, whether or not it seems pushed already. */
  readonly full: boolean
  /** Records created before it are not shared; epoch milliseconds. */
  readonly historyLimit: number | null
  /** Serves as the moment of creation of records that have none; epoch milliseconds. */
  readonly firstSeenAt: number
  readonly skewToleranceMs: number
  /** A field that comes back to the value before the last `times` times, since a moment, is left to a person. */
  readonly flips?: { readonly times: number; readonly since: number } | undefined
}

/** One pair of records, or what is known of it: at least one of the two was read. */
export interface PlanInput {
  readonly mapper: PreparedMapper
  /** Absent while the record is not paired. */
  readonly idMap: IdMap | undefined
  readonly connec?: Considered | undefined
  readonly external?: Considered | undefined
  /** The application's own word that its record is switched off. */
  readonly switchedOff?: boolean | undefined
  /** True for a Connec! record that the entity's filter does not want. */
  readonly filteredOut?: boolean | undefined
  /** What a person decided about conflicts that were left open: field group → winner. */
  readonly decided?: ReadonlyMap<string, Side> | undefined
  readonly policy: PlanPolicy
}

/** The side from which the records of the pair are gone or switched off; kept in the id map. */
export const INACTIVE_BY = 'inactive_by'
/** Field groups in which a conflict waits for a person; kept in the id map. */
export const OPEN_CONFLICTS = 'open_conflicts'

/** Names of the field groups that wait for a person. */
export function openConflictsOf(idMap: IdMap | undefined): readonly string[] {
  const names = idMap?.metadata[OPEN_CONFLICTS]
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}
