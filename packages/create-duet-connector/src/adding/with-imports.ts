import { type Imports, imports } from '../code/imports.js'

const statement = /^import (type )?\{([^}]*)\} from '([^']+)'\n/

/** Code that imports these names as well; undefined where its imports are not as they were written. */
export function withImports(code: string, added: Imports): string | undefined {
  const present = new Map<string, string[]>()
  let rest = code
  for (let match = statement.exec(rest); match !== null; match = statement.exec(rest)) {
    const [text, isType, names = '', module = ''] = match
    const listed = names.split(',').map((name) => name.trim())
    const specifiers = listed.filter((name) => name !== '').map((name) => (isType ? `type ${name}` : name))
    present.set(module, [...(present.get(module) ?? []), ...specifiers])
    rest = rest.slice(text.length)
  }
  if (/^import\b/m.test(rest)) return undefined
  for (const [module, names] of Object.entries(added))
    present.set(module, [...(present.get(module) ?? []), ...names])
  return `${imports(Object.fromEntries(present))}\n${rest}`
}
