import { randomBytes } from 'node:crypto'
import type { Fields } from '@duet/simulator'
import { z } from 'zod'

const priced = z.object({
  quantity: z.number().nullish(),
  unit_price: z.object({ amount: z.int().nullish() }).nullish(),
})
const lines = z.array(priced).nullish().catch(null)

/** What the order comes to in cents. */
export function totalOf(order: Fields): number {
  const cents = (lines.parse(order.lines) ?? []).map(
    ({ quantity, unit_price }) => (quantity ?? 0) * (unit_price?.amount ?? 0),
  )
  return Math.round(cents.reduce((sum, amount) => sum + amount, 0))
}

export const newLineId = () => `lin_${randomBytes(6).toString('hex')}`
