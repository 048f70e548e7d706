import type { Attributes } from './attribute.js'
import type { Family } from './refused.js'
import type { SimulatedRecord, Stores } from './simulated-record.js'
import type { Violation } from './violation.js'

/** What rules may look at beside the record. */
export interface RuleContext {
  stores: Stores
  /** The user whose token is used. */
  userId: number
  /** Of the account. */
  currency: () => string
  now: () => Date
}

/** Everything the API knows of one kind of record. */
export interface ResourceRules {
  /** In envelopes and errors: `contact`. */
  type: string
  family: Family
  /** Magnitude of real ids. */
  firstId: number
  attributes: Attributes
  /** Query parameters that filter by equality, beside `ids`; `address[city]` reaches into an attribute. */
  filters: readonly string[]
  sorts: readonly string[]
  defaultSort: string
  /** @default 100 */
  maxPerPage?: number
  verbs: readonly ('get' | 'create' | 'update' | 'delete' | 'upsert')[]
  /** Whether `meta` counts the versions of a record. */
  isVersioned?: boolean
  /** Whether new records show up in lists only after a while. */
  isIndexed?: boolean
  /** The scope a read needs. @default read */
  readScope?: 'read' | 'profile'
  /** What the application fills in or computes, before the record is checked and kept. */
  complete?(record: Draft, context: RuleContext, present: SimulatedRecord | undefined): Draft
  /** Broken rules that an attribute alone does not show. */
  check?(record: Draft, context: RuleContext): Violation[]
  /** Attributes that are computed whenever the record is shown. */
  derive?(record: SimulatedRecord): Record<string, unknown>
}

export type Draft = Readonly<Record<string, unknown>>
