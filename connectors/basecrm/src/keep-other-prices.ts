import { z } from 'zod'

const prices = z
  .array(z.looseObject({ amount: z.unknown().optional(), currency: z.string().nullish() }))
  .nullish()

/** A product's prices on the wire. */
export const priced = z.looseObject({ prices })

type Price = NonNullable<z.output<typeof prices>>[number]

/**
 * The prices to send in an update: a `PUT` replaces the whole list, so prices in other currencies go along with the
 * changed one. The changed one replaces that of its currency; without a currency, or with a new currency and no amount,
 * it changes the first price, which is the one Connec! knows.
 */
export function keepOtherPrices(present: readonly Price[], [change]: readonly Price[]): Price[] {
  if (change === undefined) return [...present]
  const sameCurrency = present.findIndex(({ currency }) => currency === change.currency)
  const changesFirst = change.currency == null || change.amount == null
  const index = sameCurrency >= 0 ? sameCurrency : changesFirst ? 0 : present.length
  return present.toSpliced(index, 1, { ...present[index], ...change })
}
