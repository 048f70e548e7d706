import type { z } from 'zod'
import type { Converter, LineFields } from './field.js'
import type { PlainRecord } from './json.js'
import type { Nullish } from './paths.js'
import { compileRows, rowsOf } from './rows.js'

type RowOf<S extends z.ZodObject> = Nullish<z.output<S>>

/**
 * The table one level down: maps the objects of a list, ids of lines included.
 *
 * @example lines: { to: 'rows', using: each(nested(invoiceLine, row, { id: 'id', description: 'text', quantity: 'count' })) }
 */
export function nested<C extends z.ZodObject, X extends z.ZodObject>(
  _connec: C,
  _external: X,
  fields: LineFields<RowOf<C>, RowOf<X>>,
): Converter<RowOf<C>, RowOf<X>> {
  const rows = Object.freeze(rowsOf(fields))
  const { copyToConnec, copyToExternal } = compileRows(rows)
  return {
    rows,
    // The table was checked against both schemas above; rows hold plain values.
    toExternal: (value) => copyToExternal(value as PlainRecord, {}) as RowOf<X>,
    toConnec: (value) => copyToConnec(value as PlainRecord, {}) as RowOf<C>,
  }
}

/** Applies a converter to every element of a list; elements that convert to nothing are left out. */
export function each<ConnecValue, ExternalValue>(
  converter: Converter<ConnecValue, ExternalValue>,
): Converter<ConnecValue[], ExternalValue[]> {
  return {
    ...(converter.rows && { rows: converter.rows }),
    toExternal: (values) => values.flatMap((value) => converter.toExternal(value) ?? []),
    toConnec: (values) => values.flatMap((value) => converter.toConnec(value) ?? []),
  }
}
