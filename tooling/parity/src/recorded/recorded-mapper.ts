import {
  type AnyConnecResource,
  type AnyResource,
  type Converter,
  defineMapper,
  each,
  type FieldPolicy,
  type Mapper,
  nested,
} from '@duet/core'
import { z } from 'zod'
import type { PairPlan } from './blueprint.js'
import type { DescribedRow } from './entity-description.js'
import { dotted, putAt, type Value } from './paths.js'

/** One row of the table Duet is given. */
type TableRow = FieldPolicy & { to: string } & ({ using?: undefined } | { using: Converter<object, object> })

/** The mapper of a pair: rows that both old mappings have go both ways, others one way. */
export function recordedMapper(plan: PairPlan, connec: AnyConnecResource, external: AnyResource): Mapper {
  const table: Record<string, TableRow> = {}
  const add = (row: DescribedRow, more: FieldPolicy) => {
    const from = dotted(row.from)
    table[from] ??= {
      to: dotted(row.to),
      ...more,
      ...(isGuarded(plan, from) && { currencyGuard: true }),
      ...(row.using === undefined ? {} : { using: linesOf(plan, row.using) }),
    }
  }
  for (const row of plan.toExternal)
    add(row, plan.toConnec.some((other) => isSame(row, other)) ? {} : { only: 'toExternal' })
  for (const row of plan.toConnec)
    if (!plan.toExternal.some((other) => isSame(row, other))) add(row, { only: 'toConnec' })
  for (const row of plan.creation) add(row, { onCreate: true })
  return defineMapper({
    connec,
    external,
    fields: table,
    defaults: {
      connec: defaultsIn(plan.toConnec, ({ from }) => from),
      external: defaultsIn(plan.toExternal, ({ to }) => to),
    },
    onCreate: {
      connec: defaultsIn(plan.creation, ({ from }) => from),
      external: defaultsIn(plan.creation, ({ to }) => to),
    },
  })
}

const isSame = (one: DescribedRow, other: DescribedRow): boolean =>
  one.from === other.from && one.to === other.to && one.using === other.using

const isGuarded = ({ currencyFields }: PairPlan, path: string): boolean =>
  currencyFields.map(dotted).some((field) => path === field || path.startsWith(`${field}.`))

function linesOf({ subMappers }: PairPlan, name: string): Converter<object[], object[]> {
  const rows = subMappers[name] ?? []
  const table = Object.fromEntries(rows.map((row) => [dotted(row.from), { to: dotted(row.to) }]))
  return each(nested(anyObject, anyObject, table))
}

/** `nested` takes the schemas for their types alone. */
const anyObject = z.object({})

function defaultsIn(rows: readonly DescribedRow[], pathOf: (row: DescribedRow) => string) {
  const draft: Record<string, Value> = {}
  for (const row of rows) if (row.default !== undefined) putAt(draft, pathOf(row), row.default)
  return draft
}
