import { isPlainObject, type PlainRecord, type SchemaRoles } from '@duet/core'
import { idText, readIds } from './id-entries.js'
import { CONNEC, type Identity } from './identity.js'
import { pairLines } from './pair-lines.js'
import { type RoleNode, roleTree } from './role-tree.js'

/** Lines of one record as both sides have them. */
export interface LinesToMerge {
  /** `lineIds` of the record at the hub. */
  readonly ids: PlainRecord
  /** `fields` of the same record, lines in the same places. */
  readonly fields: PlainRecord
  /** What the application holds, mapped to Connec!, with the application's line ids. */
  readonly answer: PlainRecord
}

export interface MergedLineIds {
  /** Goes into an announcement: the hub's line ids with ours beside them. Undefined when there is nothing to register. */
  readonly lines: PlainRecord | undefined
  /** Lines of the application that found no partner; to be reported, not guessed. */
  readonly unpaired: number
}

/**
 * Finds the hub's line for each line of the application, so that their ids can be registered with each other. A line
 * is never paired by its position while something better is known: see `pairLines`.
 *
 * @example
 * const { lines } = mergeLineIds(connec.invoice, { ids: record.lineIds, fields: record.fields, answer: draft }, identity)
 * await connec.write([{ kind: 'announce', resource: connec.invoice, connecId: record.id, externalId, lines }])
 */
export function mergeLineIds(roles: SchemaRoles, sides: LinesToMerge, identity: Identity): MergedLineIds {
  if (roles.lineIds.length === 0) return { lines: undefined, unpaired: 0 }
  const merge: Merge = { identity, unpaired: 0 }
  const lines = mergeAt(roleTree(roles), sides, merge)
  return { lines: isPlainObject(lines) ? lines : undefined, unpaired: merge.unpaired }
}

interface Merge {
  readonly identity: Identity
  unpaired: number
}

interface Sides {
  readonly ids: unknown
  readonly fields: unknown
  readonly answer: unknown
}

function mergeAt(node: RoleNode, sides: Sides, merge: Merge): unknown {
  const { ids, answer } = sides
  if (Array.isArray(ids) && Array.isArray(answer)) return mergeList(node, { ...sides, ids, answer }, merge)
  return isPlainObject(ids) && isPlainObject(answer) ? mergeOne(node, sides, merge) : undefined
}

type Lists = Sides & { readonly ids: readonly unknown[]; readonly answer: readonly unknown[] }

function mergeList(node: RoleNode, { ids, fields, answer }: Lists, merge: Merge): unknown {
  const [key] = idKeys(node)
  if (key === undefined) return undefined
  const contents: readonly unknown[] = Array.isArray(fields) ? fields : []
  const hub = ids.map((line, at) => ({
    id: readIds(fieldOf(line, key), merge.identity).externalIds[0],
    content: contents[at],
  }))
  const own = answer.map((line) => ({ id: idText(fieldOf(line, key)), content: line }))
  const pairs = pairLines(hub, own, idKeys(node))
  merge.unpaired += answer.length - pairs.length
  const merged = pairs.flatMap(
    ([at, from]) => mergeOne(node, { ids: ids[at], fields: contents[at], answer: answer[from] }, merge) ?? [],
  )
  return merged.length > 0 ? merged : undefined
}

/** One line, or the record itself; undefined when nothing in it is new. */
function mergeOne(node: RoleNode, sides: Sides, merge: Merge): unknown {
  const inner = [...node.children].flatMap(([name, child]): [string, unknown][] => {
    const merged = child.role === undefined ? mergeAt(child, inside(sides, name), merge) : undefined
    return merged === undefined ? [] : [[name, merged]]
  })
  const ids = idKeys(node).flatMap((key) => {
    const merged = mergeIds(fieldOf(sides.ids, key), fieldOf(sides.answer, key), merge.identity)
    return merged === undefined ? [] : [{ key, ...merged }]
  })
  if (inner.length === 0 && !ids.some(({ isNew }) => isNew)) return undefined
  // The hub finds the line by its own id, which therefore travels with whatever is new in it.
  return Object.fromEntries([...ids.map(({ key, entries }) => [key, entries]), ...inner])
}

const inside = ({ ids, fields, answer }: Sides, name: string): Sides => ({
  ids: fieldOf(ids, name),
  fields: fieldOf(fields, name),
  answer: fieldOf(answer, name),
})

/** The hub's own id with ours beside it; an older one of ours gives way. */
function mergeIds(hubIds: unknown, ownId: unknown, identity: Identity) {
  const { provider, realm } = identity
  const { connecId, externalIds } = readIds(hubIds, identity)
  if (connecId === undefined) return undefined
  const own = idText(ownId)
  const isNew = own !== undefined && own !== externalIds[0]
  const connec = { id: connecId, provider: CONNEC, ...realmOf(hubIds) }
  return { isNew, entries: isNew ? [connec, { id: own, provider, realm }] : [connec] }
}

function realmOf(hubIds: unknown): { realm?: unknown } {
  const entries: readonly unknown[] = Array.isArray(hubIds) ? hubIds : []
  const connec = entries.find((entry) => fieldOf(entry, 'provider') === CONNEC)
  return connec === undefined ? {} : { realm: fieldOf(connec, 'realm') }
}

/** The fields that hold ids of a line; lines pair by the first. */
const idKeys = (node: RoleNode): string[] =>
  [...node.children].flatMap(([key, child]) => (child.role?.kind === 'line' ? [key] : []))

const fieldOf = (value: unknown, key: string): unknown => (isPlainObject(value) ? value[key] : undefined)
