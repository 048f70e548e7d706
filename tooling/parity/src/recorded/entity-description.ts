import { z } from 'zod'

/** One row of an old mapping: paths with slashes, `from` at the hub, `to` in the application. */
export const describedRow = z.object({
  from: z.string(),
  to: z.string(),
  default: z.json().optional(),
  /** Name of the mapping of the objects in a list. */
  using: z.string().optional(),
})
export type DescribedRow = z.infer<typeof describedRow>

const rows = z.array(describedRow)

/** References: a plain list, or records and ids of lines apart. */
const references = z
  .union([
    z.array(z.string()),
    z.object({
      record_references: z.array(z.string()).nullish(),
      id_references: z.array(z.string()).nullish(),
    }),
  ])
  .nullish()
  .transform((given) => {
    if (Array.isArray(given)) return { records: given, lines: [] }
    return { records: given?.record_references ?? [], lines: given?.id_references ?? [] }
  })
export type DescribedReferences = z.output<typeof references>

const inactive = z.union([z.string(), z.object({ field: z.string(), equals: z.unknown() })])

/** How the application calls the fields of identity. */
const externalNames = z
  .object({
    id: z.string().default('Id'),
    updatedAt: z.string().default('UpdatedAt'),
    createdAt: z.string().default('CreatedAt'),
    name: z.string().default('LastName'),
    inactive: inactive.default('Deleted'),
  })
  .prefault({})
export type ExternalNames = z.output<typeof externalNames>

const capabilities = {
  canReadConnec: z.boolean().optional(),
  canReadExternal: z.boolean().optional(),
  canWriteConnec: z.boolean().default(true),
  canWriteExternal: z.boolean().default(true),
  canUpdateConnec: z.boolean().default(true),
  canUpdateExternal: z.boolean().default(true),
}

const subMappers = z.record(z.string(), rows).default({})
const matchingFields = z
  .union([z.array(z.string()).transform((group) => [group]), z.array(z.array(z.string()))])
  .nullish()
const connecNameField = z.string().default('last_name')
const currencyCheckFields = z.array(z.string()).default([])
const singleton = z.boolean().default(false)

export const simpleDescription = z.object({
  kind: z.literal('simple'),
  entitiesListName: z.string(),
  connecEntityName: z.string(),
  externalEntityName: z.string(),
  external: externalNames,
  connecNameField,
  mapper: rows,
  creationMapper: rows.optional(),
  subMappers,
  references,
  singleton,
  connecMatchingFields: matchingFields,
  currencyCheckFields,
  ...capabilities,
})
export type SimpleDescription = z.output<typeof simpleDescription>

const splitRule = z.union([z.literal(true), z.object({ field: z.string(), equals: z.unknown() })])
export type SplitRule = z.output<typeof splitRule>
const splitRules = z.record(z.string(), z.record(z.string(), splitRule))

/** Names alone, or names with the sub entity behind each. */
const names = z
  .union([z.array(z.string()), z.record(z.string(), z.string())])
  .transform((given) =>
    Array.isArray(given) ? Object.fromEntries(given.map((name) => [name, name])) : given,
  )

const subEntity = z.object({
  entityName: z.string().optional(),
  isExternal: z.boolean(),
  external: externalNames,
  connecNameField,
  mappers: z.record(z.string(), rows).nullish(),
  creationMappers: z.record(z.string(), rows).nullish(),
  references: z.record(z.string(), references).nullish(),
  connecMatchingFields: matchingFields,
  currencyCheckFields,
  ...capabilities,
})
export type SubEntity = z.output<typeof subEntity>

export const complexDescription = z.object({
  kind: z.literal('complex'),
  entitiesListName: z.string(),
  connecEntitiesNames: names,
  externalEntitiesNames: names,
  connecToExternal: splitRules,
  externalToConnec: splitRules,
  splitToAll: z.boolean().default(false),
  subEntities: z.record(z.string(), subEntity),
  subMappers,
})
export type ComplexDescription = z.output<typeof complexDescription>

/** An entity of the old framework, as a vector describes it. */
export const entityDescription = z.discriminatedUnion('kind', [simpleDescription, complexDescription])
export type EntityDescription = z.output<typeof entityDescription>
