import { z } from 'zod'
import { flag, text } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'
import { required } from '../violation.js'

/** Always a text with two decimals in answers, whatever was sent (API docs, Products). */
const decimal = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .transform((given) => Number(given).toFixed(2))

const price = z.strictObject({ amount: decimal, currency: z.string().optional() })
const percent = z.int().min(0).nullable()

/** Products, of the catalog back end. */
export const productRules: ResourceRules = {
  type: 'product',
  family: 'catalog',
  firstId: 483_570,
  attributes: {
    name: text(),
    description: text(''),
    sku: text(''),
    active: flag(true),
    max_discount: { schema: percent, initial: null, access: 'write' },
    max_markup: { schema: percent, initial: null, access: 'write' },
    cost: { schema: decimal.nullable(), initial: null, access: 'write' },
    cost_currency: text(),
    prices: { schema: z.array(price), initial: [], access: 'write' },
  },
  filters: ['name', 'sku', 'active'],
  sorts: ['id', 'name'],
  defaultSort: 'id',
  maxPerPage: 500,
  verbs: ['get', 'create', 'update', 'delete'],
  complete: (record, { currency }) => ({
    ...record,
    cost_currency: record.cost_currency ?? currency(),
    prices: z
      .array(z.looseObject({ currency: z.string().default(currency) }))
      .default([])
      .parse(record.prices)
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
  }),
  check: (record) => {
    const violations = required(record, 'name')
    if (typeof record.max_discount === 'number' && record.max_discount > 100) {
      const details = 'Ensure this value is less than or equal to 100.'
      violations.push({ code: 'incorrect_value', attribute: 'max_discount', details })
    }
    return violations
  },
}
