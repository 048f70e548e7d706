import type { ConflictPolicy, FieldRow, Mapper, Side } from '@duet/core'
import { leafOf } from './image.js'

/** Rows of a mapper's table that share a leaf on either side, and so change together. */
export interface FieldGroup {
  /** The Connec! path of its first row; `(computed)` for what hooks produce beside the table. */
  readonly name: string
  readonly rows: readonly FieldRow[]
  /** Leaves of drafts for each side. */
  readonly leaves: { readonly connec: ReadonlySet<string>; readonly external: ReadonlySet<string> }
  /** Who wins when both sides changed it. */
  readonly conflict: ConflictPolicy
}

/** The groups of one mapper, computed once. */
export interface FieldGroups {
  /** The group of a leaf in drafts for `to`. */
  groupOf(to: Side, leaf: string): FieldGroup
  /** The rows that write a leaf of drafts for `to`; none for computed leaves. */
  rowsOf(to: Side, leaf: string): readonly FieldRow[]
}

const computed: FieldGroup = {
  name: '(computed)',
  rows: [],
  leaves: { connec: new Set(), external: new Set() },
  conflict: 'newest',
}

/** Groups the rows of a mapper: `sale_price.amount` and `sale_price.currency` belong together when both lie in `prices`. */
export function fieldGroupsOf(mapper: Pick<Mapper, 'rows'>): FieldGroups {
  const groups = groupsOf(mapper.rows)
  const byLeaf = {
    connec: index(groups, (group) => group.leaves.connec),
    external: index(groups, (group) => group.leaves.external),
  }
  const groupOf = (to: Side, leaf: string): FieldGroup => lookUp(byLeaf[to], leaf) ?? computed
  const rowsThat = (to: Side, leaf: string) =>
    groupOf(to, leaf).rows.filter((row) => covers(leafOf(row[to]), leaf))
  const rowsByLeaf = {
    connec: new Map([...byLeaf.connec.keys()].map((leaf) => [leaf, rowsThat('connec', leaf)])),
    external: new Map([...byLeaf.external.keys()].map((leaf) => [leaf, rowsThat('external', leaf)])),
  }
  return { groupOf, rowsOf: (to, leaf) => rowsByLeaf[to].get(leaf) ?? rowsThat(to, leaf) }
}

/** Merges the groups a row touches, row by row. */
function groupsOf(rows: readonly FieldRow[]): readonly FieldGroup[] {
  let groups: FieldRow[][] = []
  for (const row of rows) {
    const touched = groups.filter((group) => group.some((other) => touches(row, other)))
    groups = [...groups.filter((group) => !touched.includes(group)), [...touched.flat(), row]]
  }
  return groups.map(toGroup)
}

const touches = (one: FieldRow, other: FieldRow): boolean =>
  leafOf(one.connec) === leafOf(other.connec) || leafOf(one.external) === leafOf(other.external)

function toGroup(rows: readonly FieldRow[]): FieldGroup {
  return {
    name: rows[0]?.connec ?? computed.name,
    rows,
    leaves: {
      connec: new Set(rows.map((row) => leafOf(row.connec))),
      external: new Set(rows.map((row) => leafOf(row.external))),
    },
    conflict: rows.find((row) => row.conflict !== undefined)?.conflict ?? 'newest',
  }
}

function index(
  groups: readonly FieldGroup[],
  leavesOf: (group: FieldGroup) => ReadonlySet<string>,
): ReadonlyMap<string, FieldGroup> {
  return new Map(groups.flatMap((group) => [...leavesOf(group)].map((leaf) => [leaf, group] as const)))
}

/** A row may map a whole object of free keys: its image has leaves below the row's path. */
function lookUp(groups: ReadonlyMap<string, FieldGroup>, leaf: string): FieldGroup | undefined {
  const found = groups.get(leaf)
  const end = leaf.lastIndexOf('.')
  return found ?? (end < 0 ? undefined : lookUp(groups, leaf.slice(0, end)))
}

const covers = (path: string, leaf: string): boolean => leaf === path || leaf.startsWith(`${path}.`)
