import type { Shelf } from './application.js'
import { rejected } from './refused.js'
import type { Draft } from './resource-rules.js'
import type { SimulatedRecord } from './simulated-record.js'
import type { Violation } from './violation.js'

/** Creates a record from what a client sent. Throws `Refused` with every broken rule. */
export function createRecord(shelf: Shelf, sent: Draft): SimulatedRecord {
  const record = checked(shelf, sent, undefined)
  const lateBy = shelf.app.config.updatedAfterCreatedSeconds
  if (lateBy === 0) return shelf.store.insert(record)
  const later = new Date(shelf.app.now().getTime() + lateBy * 1000)
  return shelf.store.insert({ ...record, updated_at: `${later.toISOString().slice(0, 19)}Z` })
}

/** Changes what a client sent and nothing else. Throws `Refused` with every broken rule. */
export function updateRecord(shelf: Shelf, present: SimulatedRecord, sent: Draft): SimulatedRecord {
  const { id, created_at, updated_at, ...record } = checked(shelf, sent, present)
  return shelf.store.update(present.id, record) ?? present
}

function checked(shelf: Shelf, sent: Draft, present: SimulatedRecord | undefined): Draft {
  const { rules, app } = shelf
  const { accepted, violations } = readAttributes(shelf, sent, present !== undefined)
  const record = rules.complete?.({ ...present, ...accepted }, app, present) ?? { ...present, ...accepted }
  const refused = new Set(violations.map(({ attribute }) => attribute))
  const broken = rules.check?.(record, app).filter(({ attribute }) => !refused.has(attribute)) ?? []
  const all = [...violations, ...broken]
  if (all.length > 0) throw rejected(all, rules.type, rules.family)
  return record
}

function readAttributes({ rules, app }: Shelf, sent: Draft, isUpdate: boolean) {
  const { strictAttributes, isOrganizationOnPut } = app.config
  const accepted: Record<string, unknown> = {}
  const violations: Violation[] = []
  for (const [attribute, value] of Object.entries(sent)) {
    const known = rules.attributes[attribute]
    if (known === undefined || known.access === 'read') {
      if (strictAttributes) violations.push({ code: 'unknown', attribute })
      continue
    }
    if (known.access === 'create' && isUpdate && isOrganizationOnPut === 'ignore') continue
    const parsed = known.schema.safeParse(value)
    if (parsed.success) accepted[attribute] = parsed.data
    else violations.push({ code: 'invalid_type', attribute })
  }
  return { accepted, violations }
}
