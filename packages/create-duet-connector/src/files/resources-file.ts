import { print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { array, call, object, type Property, quote } from '../code/literals.js'
import { codecsIn, connectorSchema, schemaProperties } from '../code/zod-code.js'
import type { ConnectorPlan, ResourcePlan } from '../plan/connector-plan.js'
import { type GeneratedFile, joined } from './generated-file.js'

/** `src/resources.ts`: the kinds of records, one declaration each. */
export function resourcesFile({ entities }: ConnectorPlan): GeneratedFile {
  const resources = entities.map(({ resource }) => resource)
  const codecs = new Set(resources.flatMap((resource) => [...codecsOf(resource)]))
  return {
    path: 'src/resources.ts',
    content: joined(
      imports({
        '@duet/core': [...codecs].filter((name) => name !== 'cents'),
        zod: ['z'],
        './collection.js': ['collection'],
      }),
      codecs.has('cents') ? centsCode : '',
      ...resources.map(resourceCode),
    ),
  }
}

/** Codecs a resource is declared with. */
export const codecsOf = ({ fields, idKind }: ResourcePlan): ReadonlySet<string> =>
  new Set([...codecsIn(fields), ...(idKind === 'integer' ? ['integerId'] : [])])

export const centsCode = `/** Cents on the wire, units in Duet: \`1999\` is 19.99. */
export const cents = z.codec(z.int(), z.number(), {
  decode: (amount) => amount / 100,
  encode: (amount) => Math.round(amount * 100),
})`

/** One resource: its name, its fields, and where it differs from the rest. */
export function resourceCode(resource: ResourcePlan): string {
  const { name, constant, fields } = resource
  const traits = traitsOf(resource)
  const args = [
    quote(name),
    object(schemaProperties(fields, connectorSchema), { broken: true }),
    ...(traits.length === 0 ? [] : [object(traits)]),
  ]
  // An object that is not last does not stay on the line of the call.
  return print([`export const ${constant} = `, call('collection', args, { hug: traits.length === 0 })])
}

function traitsOf({
  name,
  path,
  timestamps,
  since,
  writes,
  idField,
  idKind,
  readOnly = [],
  names = {},
}: ResourcePlan): readonly Property[] {
  const { created, updated } = timestamps
  const traits: (Property | false)[] = [
    path !== `/${name}` && ['path', quote(path)],
    idField !== 'id' && ['idField', quote(idField)],
    idKind === 'integer' && ['id', 'integerId'],
    (created !== 'created_at' || updated !== 'updated_at') && [
      'timestamps',
      object([
        ['created', created === null ? 'null' : quote(created)],
        ['updated', updated === null ? 'null' : quote(updated)],
      ]),
    ],
    readOnly.length > 0 && ['readOnly', array(readOnly.map(quote))],
    !since && ['since', 'false'],
    writes !== 'all' && ['writes', quote(writes)],
    names.many !== undefined && names.many !== name && ['many', quote(names.many)],
    names.one !== undefined && ['one', quote(names.one)],
  ]
  return traits.filter((trait) => trait !== false)
}
