import type { BaseCrmClient, BaseRecord } from './base-crm-client.js'
import { type Field, type Kind, kinds } from './field-table.js'
import { connecIdOf, type HubClient, type HubRecord, idsOf } from './hub-client.js'

/** What both sides hold, compared field by field. */
export interface Comparison {
  /** Pairs found through the hub's external ids. */
  compared: number
  /** In words, one a field that is not equal. */
  differences: string[]
  /** In words, one a record too many. */
  duplicates: string[]
  /** Pairs one half of which was deleted or archived. */
  deleted: string[]
}

/** Reads everything from both APIs and compares it by the hand-written table. */
export async function compareSides(hub: HubClient, base: BaseCrmClient): Promise<Comparison> {
  const result: Comparison = { compared: 0, differences: [], duplicates: [], deleted: [] }
  const hubRecords = await readAll(
    kinds.map((kind) => kind.hub),
    hub.list,
  )
  const baseRecords = await readAll(
    kinds.map((kind) => kind.base),
    base.list,
  )
  for (const kind of kinds) {
    const ofHub = (hubRecords.get(kind.hub) ?? []).filter(kind.inHub)
    const ofBase = (baseRecords.get(kind.base) ?? []).filter(kind.inBase)
    compareKind(kind, ofHub, ofBase, result)
  }
  return result
}

async function readAll<T>(names: readonly string[], list: (name: string) => Promise<readonly T[]>) {
  const records = new Map<string, readonly T[]>()
  for (const name of new Set(names)) records.set(name, await list(name))
  return records
}

function compareKind(
  kind: Kind,
  hub: readonly HubRecord[],
  base: readonly BaseRecord[],
  result: Comparison,
): void {
  const byId = new Map(base.map((record) => [String(record.id), record]))
  const paired = new Map<string, HubRecord>()
  for (const record of hub) {
    const ids = ownIds(kind, record)
    for (const id of ids) {
      const earlier = paired.get(id)
      if (earlier)
        result.duplicates.push(
          `${kind.name}: ${id} is known at the hub twice, ${connecIdOf(earlier)} and ${connecIdOf(record)}`,
        )
      paired.set(id, record)
    }
    if (ids.length > 1)
      result.duplicates.push(`${kind.name}: ${connecIdOf(record)} has the ids ${ids.join(' and ')}`)
    comparePair(kind, record, ids[0], byId, result)
  }
  result.duplicates.push(
    ...twice(kind, 'the hub', hub, kind.naturalKey.hub),
    ...twice(kind, 'Base CRM', base, kind.naturalKey.base),
  )
  for (const record of base) {
    if (!paired.has(String(record.id)))
      result.differences.push(`${kind.name}: ${record.id} of Base CRM is not at the hub`)
  }
}

function ownIds(kind: Kind, record: HubRecord): string[] {
  const scope = kind.scope ?? ''
  return idsOf(record, 'basecrm')
    .filter((id) => id.startsWith(scope) && (scope !== '' || !id.includes(':')))
    .map((id) => id.slice(scope.length))
}

function comparePair(
  kind: Kind,
  record: HubRecord,
  id: string | undefined,
  base: Map<string, BaseRecord>,
  result: Comparison,
): void {
  const archived = record.status === 'ARCHIVED'
  const what = `${kind.name}: ${connecIdOf(record)}`
  if (id === undefined) {
    if (archived) result.deleted.push(`${what} is archived and was never shared`)
    else if (kind.name !== 'app users and users')
      result.differences.push(`${what} of the hub is not in Base CRM`)
    return
  }
  const twin = base.get(id)
  if (twin === undefined || archived) {
    result.deleted.push(`${what} ↔ ${id}`)
    return
  }
  result.compared++
  for (const field of kind.fields) {
    const difference = differenceOf(field, record, twin)
    if (difference !== undefined) result.differences.push(`${what} ↔ ${id}, ${difference}`)
  }
}

function differenceOf(field: Field, hub: HubRecord, base: BaseRecord): string | undefined {
  const left = textOf(field.hub(hub))
  const right = textOf(field.base(base))
  return left === right ? undefined : `${field.name}: "${left}" and "${right}"`
}

const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value))

function twice<T>(kind: Kind, where: string, records: readonly T[], keyOf: (record: T) => string): string[] {
  const seen = new Set<string>()
  return records.flatMap((record) => {
    const key = keyOf(record)
    if (seen.has(key)) return [`${kind.name}: "${key}" is in ${where} twice`]
    seen.add(key)
    return []
  })
}
