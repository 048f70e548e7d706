import type { Doc } from './doc.js'
import { print } from './doc.js'
import { object, quote } from './literals.js'

/** Names by the module they come from; types as `type Name`. */
export type Imports = Readonly<Record<string, readonly string[]>>

const nameOf = (specifier: string) => specifier.replace(/^type /, '')
const byName = (a: string, b: string) => (nameOf(a).toLowerCase() < nameOf(b).toLowerCase() ? -1 : 1)

/** Import lines in the order the linter wants; modules nothing is imported from are left out. */
export function imports(from: Imports): string {
  return Object.entries(from)
    .filter(([, names]) => names.length > 0)
    .toSorted(([a], [b]) => byDistance(a, b))
    .map(([module, names]) => importLine(module, [...new Set(names)].toSorted(byName)))
    .join('\n')
}

function importLine(module: string, names: readonly string[]): string {
  const onlyTypes = names.every((name) => name.startsWith('type '))
  const specifiers: Doc[] = onlyTypes ? names.map(nameOf) : [...names]
  const list = object(specifiers.map((code) => ({ code })))
  return print([`import ${onlyTypes ? 'type ' : ''}`, list, ` from ${quote(module)}`])
}

/** Node first, then packages, then files from far to near. */
function byDistance(a: string, b: string): number {
  const rank = (module: string) =>
    module.startsWith('node:') ? 0 : module.startsWith('../') ? 2 : module.startsWith('./') ? 3 : 1
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}
