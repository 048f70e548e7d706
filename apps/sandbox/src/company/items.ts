import { productNames } from './names.js'
import { type Presence, pick, presenceOf } from './presence.js'

/** An item of the demonstration company. */
export interface SeedItem {
  key: number
  presence: Presence
  name: string
  reference: string
  description: string | null
  price: number
  cost: number | null
}

const sizes = ['', ', large', ', small']

/** Forty-five items with a reference each. */
export function items(): SeedItem[] {
  return Array.from({ length: 45 }, (_, key) => ({
    key,
    presence: presenceOf(key),
    name: `${pick(productNames, key)}${pick(sizes, Math.floor(key / productNames.length))}`,
    reference: `REF-${100 + key}`,
    description: key % 4 === 3 ? null : `Stock item number ${key + 1} – fine quality`,
    price: 5 + key * 1.25,
    cost: key % 3 === 2 ? null : 2 + key / 2,
  }))
}
