import type { KindsPlan } from './connector-plan.js'
import type { Field } from './field.js'
import { cannotCreate } from './scaffold-error.js'
import { snakeCase } from './words.js'

interface Where {
  readonly connec: readonly string[]
  readonly collection: string
  readonly connector: string
}

const wordsFor: Readonly<Record<string, readonly string[]>> = {
  organization: ['organization', 'company', 'organisation', 'business', 'org'],
  person: ['person', 'individual', 'human', 'contact', 'private'],
}

/** Which field tells the kinds of records in a collection apart. Throws `ScaffoldError` when none does. */
export function kindsOf(fields: readonly Field[], { connec, collection, connector }: Where): KindsPlan {
  const [first = '', second = ''] = connec
  const flagged = (name: string) => (wordsFor[name] ?? [name]).map((word) => `is_${word}`)
  for (const { name, type } of fields) {
    if (type.kind === 'boolean' && connec.length === 2) {
      if (flagged(second).includes(snakeCase(name)))
        return { field: name, values: { [first]: false, [second]: true } }
      if (flagged(first).includes(snakeCase(name)))
        return { field: name, values: { [first]: true, [second]: false } }
    }
    if (type.kind === 'text' && type.values) {
      const allowed = type.values
      const words = connec.map((each) => (wordsFor[each] ?? [each]).find((word) => allowed.includes(word)))
      if (words.every((word) => word !== undefined))
        return { field: name, values: Object.fromEntries(connec.map((each, i) => [each, words[i] ?? each])) }
    }
  }
  throw cannotCreate(
    connector,
    `no field of ${collection} tells ${connec.join(' from ')}`,
    `Map it to one of them: --entity ${collection}=${first}`,
  )
}
