import { isPlainObject } from '@duet/core'
import type { BatchOp } from './batch-answer.js'
import type { KnownIds } from './known-ids.js'
import { meaningOf, sayOf } from './meaning.js'
import { valueAt } from './paths.js'

/** What an operation does at the hub, whichever way it is spelled. */
export interface OpMeaning {
  /** `people c1`, `people new e2`, `company` where there is one. */
  readonly record: string
  readonly says: string
  /** Ids of the record on either side, as far as the operation names them. */
  readonly ids: readonly string[]
}

/**
 * An operation by its meaning. A POST with an id of ours that the hub has is an update of that record, as is a PUT to
 * it; ids the hub has already say nothing; `matching_fields` say something only about new records, and groups with a
 * blank never match.
 */
export function meaningOfOp({ method, url, params }: BatchOp, known: KnownIds): OpMeaning {
  const [, collection = '', asked] = /^\/api\/v2\/[^/]+\/([^/]+)\/?([^/]*)$/.exec(url) ?? []
  const body = params?.[collection]
  const { id: ids, opts, ...rest } = isPlainObject(body) ? body : {}
  const own = (Array.isArray(ids) ? ids : []).flatMap((entry) => {
    const id = known.ours(entry)
    return id === undefined ? [] : [known.plain(id)]
  })
  const connecId = asked
    ? decodeURIComponent(asked)
    : own.flatMap((id) => known.connecIdOf(collection, id) ?? [])[0]
  const isNew = method === 'post' && connecId === undefined && !known.isSingleton(collection)
  const { matching_fields: matching, ...otherOpts } = isPlainObject(opts) ? opts : {}
  const options = { blanksAreAbsent: isNew }
  const says = meaningOf(
    {
      fields: linesMeaning({ ...rest, opts: otherOpts }, known),
      match: isNew ? filledGroups(matching, rest) : undefined,
      registers: own.filter((id) => isNew || connecId === undefined || !known.has(collection, connecId, id)),
    },
    options,
  )
  const named = [...own, ...(connecId === undefined ? [] : [connecId])]
  return { record: recordOf(collection, { connecId, own, known }), says: sayOf(says), ids: named }
}

function recordOf(
  collection: string,
  { connecId, own, known }: { connecId: string | undefined; own: readonly string[]; known: KnownIds },
): string {
  if (known.isSingleton(collection)) return collection
  return connecId === undefined ? `${collection} new ${own[0] ?? ''}` : `${collection} ${connecId}`
}

export const sayOp = ({ record, says }: OpMeaning): string => `write ${record} ${says}`

function filledGroups(matching: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  if (!Array.isArray(matching)) return undefined
  const groups: unknown[] = matching.some((one) => typeof one === 'string') ? [matching] : matching
  const filled = groups.filter(
    (group) =>
      Array.isArray(group) &&
      group.every(
        (field) => meaningOf(valueAt(fields, String(field)), { blanksAreAbsent: true }) !== undefined,
      ),
  )
  return filled.length === 0 ? undefined : filled
}

/** Lines that only restate ids the hub has are left out; ids of lines are in one spelling. */
function linesMeaning(value: unknown, known: KnownIds): unknown {
  if (Array.isArray(value)) {
    if (isIdArray(value)) return value.map((entry) => ({ ...Object(entry), id: plainIdOf(entry, known) }))
    return value.flatMap((item) => {
      const meaning = meaningOf(linesMeaning(item, known), { blanksAreAbsent: false })
      return meaning === undefined || restates(item, known) ? [] : [meaning]
    })
  }
  if (!isPlainObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, linesMeaning(inner, known)] as const)
  return Object.fromEntries(entries.filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0)))
}

const isIdArray = (list: readonly unknown[]): boolean =>
  list.length > 0 && list.every((entry) => isPlainObject(entry) && 'provider' in entry)

const plainIdOf = (entry: unknown, known: KnownIds): unknown => {
  const own = known.ours(entry)
  return own === undefined ? Object(entry).id : known.plain(own)
}

/** A line of the hub with ids alone, none of which is new to the hub. */
function restates(line: unknown, known: KnownIds): boolean {
  if (!isPlainObject(line) || Object.keys(line).some((key) => key !== 'id')) return false
  const connecId = known.connecId(line.id)
  if (connecId === undefined || !Array.isArray(line.id)) return false
  return line.id.flatMap((entry) => known.ours(entry) ?? []).every((own) => known.hasLine(connecId, own))
}
