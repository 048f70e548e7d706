import { type Connector, fieldTable } from '@duet/core'
import { z } from 'zod'

const field = z.string()

/** What companies and the hub rely on: ids, fields, routes. A file of the package, so that a release can be told from the next. */
export const contract = z.object({
  connector: z.string(),
  auth: z.array(z.string()),
  /** By name: how its ids are known, and its fields with their types. */
  resources: z.record(z.string(), z.object({ id: z.string(), fields: z.record(z.string(), field) })),
  /** By name: what is merged on, and each mapped field as `connec path <-> external path`. */
  entities: z.record(
    z.string(),
    z.object({
      match: z.record(z.string(), z.array(z.string())),
      mappings: z.record(z.string(), z.array(z.string())),
    }),
  ),
})

export type Contract = z.output<typeof contract>

/** The contract of a connector as it is now. */
export function contractOf(connector: Connector): Contract {
  const { name, auth, otherAuth = [], entities } = connector
  const resources = entities.flatMap(({ mappers }) => mappers.map(({ external }) => external))
  return {
    connector: name,
    auth: [auth, ...otherAuth].map(({ kind }) => kind),
    resources: Object.fromEntries(
      resources.map(({ name, idField = 'id', idScope, fields }) => [
        name,
        {
          id: idScope === undefined ? idField : `${idField}, known as ${idScope}:…`,
          fields: typesOf(fields),
        },
      ]),
    ),
    entities: Object.fromEntries(
      entities.map(({ name, mappers, match }) => [
        name,
        {
          match: Object.fromEntries(
            Object.entries(match).map(([resource, groups]) => [
              resource,
              groups.map((group) => group.join(' and ')),
            ]),
          ),
          mappings: Object.fromEntries(
            mappers.map((mapper) => [
              `${mapper.connec.name} <-> ${mapper.external.name}`,
              mappingsOf(mapper),
            ]),
          ),
        },
      ]),
    ),
  }
}

const arrows = { both: '<->', toConnec: '<-', toExternal: '->' }

const mappingsOf = (mapper: Parameters<typeof fieldTable>[0]): string[] =>
  fieldTable(mapper).rows.map(
    ({ connec, direction, external }) => `${connec} ${arrows[direction]} ${external}`,
  )

/** The type of each field on the wire: `string`, `number`, `array of object`. */
function typesOf(fields: z.core.$ZodShape, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, schema]) => typesAt(schema, `${prefix}${name}`)),
  )
}

function typesAt(schema: z.core.$ZodType, path: string): [string, string][] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return typesAt(schema.unwrap(), path)
  if (schema instanceof z.ZodObject) return Object.entries(typesOf(schema.shape, `${path}.`))
  if (schema instanceof z.ZodArray) return typesAt(schema.element, `${path}[]`)
  if (schema instanceof z.ZodCodec)
    return [[path, `${typeName(schema.def.in)} as ${typeName(schema.def.out)}`]]
  return [[path, typeName(schema)]]
}

function typeName(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(', ')}`
  if (schema instanceof z.ZodUnion) return schema.options.map(typeName).join(' or ')
  return schema._zod.def.type
}
