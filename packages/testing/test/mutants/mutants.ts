import { announcing } from './announcing.js'
import { linking } from './linking.js'
import { declaring, translating } from './mapping.js'
import type { Mutant } from './mutant.js'
import { reading } from './reading.js'
import { writing } from './writing.js'

/** Every mutant; each is caught by the check it names. */
export const mutants: readonly Mutant[] = [
  ...declaring,
  ...translating,
  ...reading,
  ...writing,
  ...linking,
  ...announcing,
]
