import { isDeepStrictEqual } from 'node:util'
import { CONNEC, type IdEntry, type RoleNode } from '@duet/connec-client'
import { isPlainObject, type PlainRecord } from '@duet/core'
import { newId } from '@duet/store'
import { incomingIds } from './incoming-ids.js'
import { mergeFields } from './merge-fields.js'

export interface LineMerge {
  readonly node: RoleNode
  /** False when lines that were not sent are gone. */
  readonly sparse: boolean
}

/** The field that holds the id of a line, where a list holds lines. */
export const lineKey = (node: RoleNode): string | undefined =>
  [...node.children].find(([, child]) => child.role?.kind === 'line')?.[0]

/**
 * Lines merge by any id both have; lines nobody has an id of are new. Where no line comes with an id the list is
 * replaced, and lines that say the same as before keep their ids.
 */
export function mergeLines(
  before: readonly unknown[],
  change: readonly unknown[],
  merge: LineMerge,
): unknown[] {
  const key = lineKey(merge.node) ?? 'id'
  const old = before.filter(isPlainObject)
  const sent = change.filter(isPlainObject).map((line) => ({ line, ids: idsOfLine(line[key]) }))
  if (sent.every(({ ids }) => ids.length === 0)) {
    return replaced(
      old,
      sent.map(({ line }) => line),
      { key, merge },
    )
  }
  const partners = new Map<PlainRecord, PlainRecord>()
  const added: PlainRecord[] = []
  for (const { line, ids } of sent) {
    const partner = old.find(
      (candidate) => !partners.has(candidate) && shareId(idsOfLine(candidate[key]), ids),
    )
    if (partner === undefined) added.push(newLine(line, ids, { key, merge }))
    else partners.set(partner, mergedLine(partner, { line, ids }, { key, merge }))
  }
  const kept = merge.sparse ? old : old.filter((line) => partners.has(line))
  return [...kept.map((line) => partners.get(line) ?? line), ...added]
}

interface Within {
  readonly key: string
  readonly merge: LineMerge
}

function replaced(old: readonly PlainRecord[], lines: readonly PlainRecord[], within: Within): PlainRecord[] {
  const left = [...old]
  return lines.map((line) => {
    const at = left.findIndex((before) => isDeepStrictEqual(mergeFields(before, line, within.merge), before))
    return at < 0 ? newLine(line, [], within) : (left.splice(at, 1)[0] ?? line)
  })
}

function newLine(line: PlainRecord, ids: readonly IdEntry[], { key, merge }: Within): PlainRecord {
  const own = ids.find(({ provider }) => provider === CONNEC) ?? { id: newId(), provider: CONNEC, realm: '' }
  const fields = mergeFields({}, line, merge)
  return { ...fields, [key]: [own, ...ids.filter((entry) => entry !== own)] }
}

function mergedLine(
  before: PlainRecord,
  { line, ids }: { line: PlainRecord; ids: readonly IdEntry[] },
  { key, merge }: Within,
): PlainRecord {
  return { ...mergeFields(before, line, merge), [key]: mergeIds(idsOfLine(before[key]), ids) }
}

/** An id replaces the older one of the same provider and realm. */
function mergeIds(before: readonly IdEntry[], added: readonly IdEntry[]): IdEntry[] {
  const news = added.filter(({ provider }) => provider !== CONNEC)
  const isReplaced = (old: IdEntry) =>
    news.some(({ provider, realm }) => provider === old.provider && realm === old.realm)
  return [...before.filter((old) => !isReplaced(old)), ...news]
}

const shareId = (a: readonly IdEntry[], b: readonly IdEntry[]): boolean =>
  a.some((one) =>
    b.some(
      (other) =>
        one.id === other.id &&
        one.provider === other.provider &&
        (one.provider === CONNEC || one.realm === other.realm),
    ),
  )

/** Entries of a line's id, the hub's own among them; a plain text is the hub's own. */
function idsOfLine(value: unknown): IdEntry[] {
  if (typeof value === 'string' && value !== '') return [{ id: value, provider: CONNEC, realm: '' }]
  const { connecId, entries } = incomingIds(value)
  return connecId === undefined ? [...entries] : [{ id: connecId, provider: CONNEC, realm: '' }, ...entries]
}
