import type { FieldPolicy, FieldRow } from './field.js'
import { isPlainObject, type PlainRecord } from './json.js'
import type { Mapper, MapperHook } from './mapper.js'

/** A row of a mapper for people; lines of a list stand under their list, as `lines[].quantity`. */
export interface FieldTableRow extends Omit<FieldPolicy, 'only' | 'lossy'> {
  readonly connec: string
  readonly external: string
  readonly direction: 'both' | 'toConnec' | 'toExternal'
  /** Whether the value itself changes on the way; `lines` for a list with a table of its own. */
  readonly value: 'renamed' | 'converted' | 'lines'
  /** What is lost on the way, in the words of the author. */
  readonly lossy: string | null
}

/** A value that fills a blank. */
export interface FilledField {
  readonly path: string
  readonly value: unknown
  /** Only when the record is created there. */
  readonly onCreate: boolean
}

/** Everything a mapper declares, and which hooks it has besides. */
export interface FieldTable {
  /** Names of the two resources. */
  readonly connec: string
  readonly external: string
  readonly rows: readonly FieldTableRow[]
  /** By the side they fill. */
  readonly filled: { readonly connec: readonly FilledField[]; readonly external: readonly FilledField[] }
  readonly hooks: readonly MapperHook[]
}

/**
 * What a mapper says, as a table for people: documentation is made of it, so that it cannot be wrong.
 *
 * @example fieldTable(itemMapper).rows[0] // { connec: 'name', external: 'name', direction: 'both', value: 'renamed', lossy: null }
 */
export function fieldTable({ connec, external, rows, defaults, onCreate, hooks }: Mapper): FieldTable {
  const filledOf = (side: 'connec' | 'external') => [
    ...leavesOf(defaults[side]).map((leaf) => ({ ...leaf, onCreate: false })),
    ...leavesOf(onCreate[side]).map((leaf) => ({ ...leaf, onCreate: true })),
  ]
  const named: readonly MapperHook[] = ['prepare', 'toConnec', 'toExternal', 'finish']
  return {
    connec: connec.name,
    external: external.name,
    rows: rows.flatMap((row) => tableRows(row)),
    filled: { connec: filledOf('connec'), external: filledOf('external') },
    hooks: named.filter((hook) => hooks[hook]),
  }
}

function tableRows(row: FieldRow, list?: FieldTableRow): FieldTableRow[] {
  const { only, lossy, using, connec, external, ...policy } = row
  const own: FieldTableRow = {
    ...policy,
    connec: list ? `${list.connec}[].${connec}` : connec,
    external: list ? `${list.external}[].${external}` : external,
    direction: only ?? list?.direction ?? 'both',
    value: using?.rows ? 'lines' : using ? 'converted' : 'renamed',
    lossy: lossy ?? null,
  }
  return [own, ...(using?.rows?.flatMap((inner) => tableRows(inner, own)) ?? [])]
}

function leavesOf(draft: PlainRecord, prefix = ''): { path: string; value: unknown }[] {
  return Object.entries(draft).flatMap(([key, value]) => {
    const path = `${prefix}${key}`
    if (Array.isArray(value))
      return value.flatMap((item, i) =>
        isPlainObject(item) ? leavesOf(item, `${path}[${i}].`) : [{ path: `${path}[${i}]`, value: item }],
      )
    return isPlainObject(value) ? leavesOf(value, `${path}.`) : [{ path, value }]
  })
}
