import { randomBytes } from 'node:crypto'
import { linesOf, type OrderLine } from './collections.js'

type Fields = Readonly<Record<string, unknown>>

/** The lines of an order, each with an id: a line keeps its id if the order has it already, all others are new. */
export function withLineIds(order: Fields, present: Fields): OrderLine[] {
  const known = new Set(linesOf(present).map(({ id }) => id))
  return linesOf(order).map((line) => ({
    ...line,
    id: typeof line.id === 'string' && known.delete(line.id) ? line.id : newLineId(),
  }))
}

/** What the order comes to in cents, computed whenever it is read. */
export function totalOf(order: Fields): number {
  const cents = linesOf(order).map(({ quantity, unit_price }) => (quantity ?? 0) * (unit_price?.amount ?? 0))
  return Math.round(cents.reduce((sum, amount) => sum + amount, 0))
}

const newLineId = () => `lin_${randomBytes(6).toString('hex')}`
