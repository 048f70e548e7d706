import { print } from '../code/doc.js'
import { propertyDoc, quote } from '../code/literals.js'
import type { ResourcePlan } from '../plan/connector-plan.js'
import { withItem } from './with-item.js'

/** A change to the simulator. */
interface NameEdit {
  apply(code: string): string | undefined
  readonly byHand: string
}

/** What many records are called, and one of them, where fields are called like that. */
export const ownNames = ({ name, names: { many, one } = {} }: ResourcePlan): readonly NameEdit[] => [
  ...(many === undefined || many === name ? [] : [nameEdit('many', name, many)]),
  ...(one === undefined ? [] : [nameEdit('one', name, one)]),
]

function nameEdit(table: 'many' | 'one', collection: string, field: string): NameEdit {
  const entry = print(propertyDoc([collection, quote(field)]))
  const [start = ''] = entry.split(' ')
  return {
    apply: (code) =>
      withItem(withTable(code, table), new RegExp(`\\nconst ${table}: [^=]+ = \\{`), {
        code: entry,
        is: (item) => item.startsWith(start),
      }),
    byHand: `const ${table} = { ... ${entry} }`,
  }
}

const collectionField = '[collection]: records'

/** So far every list was called like its collection: there is no table of their names yet. */
function withTable(code: string, table: 'many' | 'one'): string {
  const isThere = /\nconst many: /.test(code)
  if (table === 'one' || isThere || code.split(collectionField).length !== 2) return code
  const declaration = 'const many: Readonly<Record<string, string>> = {}\n'
  const declared = /\nconst one: /.test(code)
    ? code.replace(/(?<=\n)(?=const one: )/, declaration)
    : code.replace(/(?<=\n\n)(?=\/\*\* )/, `${declaration}\n`)
  return declared.replace(collectionField, '[many[collection] ?? collection]: records')
}
