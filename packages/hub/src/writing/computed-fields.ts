import { isPlainObject, type PlainRecord } from '@duet/core'

/** Fields the hub keeps itself; what is sent for them is ignored. */
const maintained = ['id', 'opts', 'created_at', 'updated_at', 'group_id', 'channel_id', 'resource_type']

/** What was sent, without the fields the hub keeps itself. */
export const withoutMaintained = (body: PlainRecord): PlainRecord =>
  Object.fromEntries(Object.entries(body).filter(([key]) => !maintained.includes(key)))

/** The record with what follows from its other fields: a payment's amount is the sum of its lines. */
export function withComputed(collection: string, fields: PlainRecord): PlainRecord {
  if (collection !== 'payments' || !Array.isArray(fields.payment_lines) || fields.payment_lines.length === 0)
    return fields
  const cents = fields.payment_lines.reduce((sum: number, line: unknown) => {
    const amount = isPlainObject(line) ? Number(line.amount) : Number.NaN
    return sum + (Number.isFinite(amount) ? Math.round(amount * 100) : 0)
  }, 0)
  const amount = isPlainObject(fields.amount) ? fields.amount : {}
  return { ...fields, amount: { ...amount, total_amount: cents / 100 } }
}
