import type { ResourcePlan, RowPlan } from '../plan/connector-plan.js'
import type { FieldType, Leaf } from '../plan/field.js'
import { leavesOf } from '../plan/field.js'
import { snakeCase } from '../plan/words.js'
import { type ConnecLeaf, connecLeaves } from './connec-leaves.js'
import { fieldNames } from './field-names.js'

export interface Suggestion {
  /** Shown where a day loses its time. */
  application: string
  /** By collection: the Connec! resources its records are mapped to. References to others are left out. */
  mapped: ReadonlyMap<string, readonly string[]>
}

/**
 * The rows of a table that go without saying: fields of the same type that are called the same, or what applications
 * usually call them. Every field of either side is mapped at most once.
 */
export function suggestRows(
  connec: string,
  resource: Pick<ResourcePlan, 'fields'>,
  { application, mapped }: Suggestion,
): readonly RowPlan[] {
  const leaves = leavesOf(resource.fields)
  const byPath = new Map(leaves.map((leaf) => [normalized(leaf.path), leaf]))
  const taken = new Set<string>()
  const rows: RowPlan[] = []
  for (const target of inUsualOrder(connec)) {
    const found = namesFor(connec, target)
      .map((name) => byPath.get(normalized(name)))
      .find((leaf) => leaf !== undefined && !taken.has(leaf.path) && matches(target, leaf.field.type, mapped))
    if (found === undefined) continue
    taken.add(found.path)
    rows.push(rowFor(target, found, application))
  }
  return rows
}

const normalized = (path: string) => path.split('.').map(snakeCase).join('.')

/** Fields that have usual names first, in their order. */
function inUsualOrder(connec: string): readonly ConnecLeaf[] {
  const leaves = connecLeaves(connec)
  const usual = Object.keys(fieldNames[connec] ?? {})
  const rank = ({ path }: ConnecLeaf) => (usual.includes(path) ? usual.indexOf(path) : usual.length)
  return leaves.toSorted((a, b) => rank(a) - rank(b))
}

/** Names of a Connec! field in applications; its own comes last. */
const namesFor = (connec: string, { path }: ConnecLeaf): readonly string[] => [
  ...(fieldNames[connec]?.[path] ?? []),
  path,
]

function matches(target: ConnecLeaf, type: FieldType, mapped: Suggestion['mapped']): boolean {
  switch (type.kind) {
    case 'text':
      return target.type === 'text'
    case 'number':
    case 'cents':
    case 'decimal':
      return target.type === 'number'
    case 'boolean':
      return target.type === 'boolean'
    case 'moment':
    case 'day':
      return target.type === 'moment'
    case 'reference':
      return (
        target.type === 'reference' && (mapped.get(type.collection) ?? []).includes(target.resource ?? '')
      )
    default:
      return false
  }
}

function rowFor({ path: connec }: ConnecLeaf, { path: external, field }: Leaf, application: string): RowPlan {
  const { type } = field
  return {
    connec,
    external,
    ...(type.kind === 'day' ? { lossy: `${application} keeps the day, not the time.` } : {}),
    ...(field.readOnly ? { only: 'toConnec' as const } : {}),
    ...(type.kind === 'text' && type.values ? { oneOf: type.values } : {}),
  }
}
