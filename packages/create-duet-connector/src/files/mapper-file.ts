import { type Doc, print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { array, call, literal, object, type Property, quote } from '../code/literals.js'
import { connecConstant } from '../mapping/connec-leaves.js'
import type { EntityPlan, KindsPlan, PairPlan, RowPlan } from '../plan/connector-plan.js'
import { kebabCase } from '../plan/words.js'
import { mapperConstant } from './entity-name.js'
import { type GeneratedFile, joined } from './generated-file.js'

/** `src/mappers/person.ts`: one table. */
export function mapperFile(pair: PairPlan, { resource, kinds }: EntityPlan): GeneratedFile {
  const external = { ...kindOf(pair, kinds) }
  const definition = object(
    [
      ['connec', `connec.${connecConstant(pair.connec)}`],
      ['external', resource.constant],
      ['fields', object(pair.rows.map(rowOf), { broken: true })],
      Object.keys(external).length === 0
        ? undefined
        : ['defaults', object([['external', literal(external)]])],
      Object.keys(pair.onCreate).length === 0
        ? undefined
        : ['onCreate', object([['external', literal(pair.onCreate)]])],
    ],
    { broken: true },
  )
  return {
    path: `src/mappers/${kebabCase(pair.connec)}.ts`,
    content: joined(
      imports({
        '@duet/connec-client': ['connec'],
        '@duet/core': ['defineMapper'],
        '../resources.js': [resource.constant],
        ...(pair.rows.some(({ oneOf }) => oneOf) ? { '../one-of.js': ['oneOf'] } : {}),
      }),
      print([`export const ${mapperConstant(pair.connec)} = `, call('defineMapper', [definition])]),
    ),
  }
}

/** What marks a record of the application as one of this kind. */
const kindOf = ({ connec }: PairPlan, kinds: KindsPlan | undefined) =>
  kinds === undefined ? {} : { [kinds.field]: kinds.values[connec] }

function rowOf({ connec, external, lossy, only, oneOf }: RowPlan): Property {
  if (lossy === undefined && only === undefined && oneOf === undefined) return [connec, quote(external)]
  const using: Doc | undefined = oneOf && call('oneOf', [array(oneOf.map(quote))])
  return [
    connec,
    object([
      ['to', quote(external)],
      using === undefined ? undefined : ['using', using],
      only === undefined ? undefined : ['only', quote(only)],
      lossy === undefined ? undefined : ['lossy', quote(lossy)],
    ]),
  ]
}

/** `src/one-of.ts`: a converter for fields that take a few words only. */
export const oneOfFile: GeneratedFile = {
  path: 'src/one-of.ts',
  content: `import type { Converter } from '@duet/core'

/** A text as it is, if the application knows it; any other stays behind. */
export const oneOf = (known: readonly string[]): Converter<string, string> => ({
  toExternal: (text) => (known.includes(text) ? text : undefined),
  toConnec: (text) => text,
})
`,
}
