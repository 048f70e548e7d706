import { print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { array, call, literal, object, type Property, quote } from '../code/literals.js'
import { connecLeaves } from '../mapping/connec-leaves.js'
import type { ConnectorPlan, EntityPlan, PairPlan, ResourcePlan } from '../plan/connector-plan.js'
import type { EntityRequest } from '../plan/entity-request.js'
import { sampleId, sampleRecord } from '../plan/sample-record.js'
import { type GeneratedFile, joined } from './generated-file.js'

/** Collections and what their records are, in the order of their fixtures. */
export type Mapped = readonly Pick<EntityRequest, 'collection' | 'connec'>[]

/** An answer for each kind of record, of each kind of entity; references lead to the fixture of the kind they mean. */
export const fixtureFiles = (
  { resource, kinds, pairs }: EntityPlan,
  mapped: Mapped,
): readonly GeneratedFile[] =>
  pairs.map(({ connec }, index) => ({
    path: `fixtures/${resource.name}${index === 0 ? '' : `-${connec}`}.json`,
    content: `${JSON.stringify(
      {
        ...sampleRecord(resource, index),
        ...referencesIn(resource, pairs, mapped),
        ...(kinds && { [kinds.field]: kinds.values[connec] }),
      },
      null,
      2,
    )}\n`,
  }))

/** What the fields that refer to other records hold, by the kind of record they are mapped to. */
function referencesIn(resource: ResourcePlan, pairs: readonly PairPlan[], mapped: Mapped) {
  const rows = pairs.flatMap((pair) => pair.rows.map((row) => ({ ...row, of: pair.connec })))
  return Object.fromEntries(
    resource.fields.flatMap(({ name, type }) => {
      if (type.kind !== 'reference') return []
      const row = rows.find(({ external }) => external === name)
      const leaf = row && connecLeaves(row.of).find(({ path }) => path === row.connec)
      const kinds = mapped.find(({ collection }) => collection === type.collection)?.connec ?? []
      const place = Math.max(0, kinds.indexOf(leaf?.resource ?? ''))
      return [[name, sampleId(type.collection, type.id, place)]]
    }),
  )
}

/** `test/connector.test.ts`: one call. */
export function connectorTest({ name, entities }: ConnectorPlan): GeneratedFile {
  const values = entities.flatMap(limitedValues)
  const options = object(
    [
      ['simulator', `create${name.pascal}Simulator`],
      ['fixtures', "new URL('../fixtures/', import.meta.url)"],
      values.length === 0 ? undefined : ['values', object(values)],
    ],
    { broken: true },
  )
  return {
    path: 'test/connector.test.ts',
    content: joined(
      imports({
        '@duet/testing': ['testConnector'],
        '../src/index.js': [name.camel],
        '../src/simulator/index.js': [`create${name.pascal}Simulator`],
      }),
      print(call('testConnector', [name.camel, options])),
    ),
  }
}

/** Fields that take a few texts only, on both sides. */
export function limitedValues({ resource, pairs }: EntityPlan): readonly Property[] {
  const rows = pairs.flatMap((pair) => pair.rows.map((row) => ({ ...row, resource: pair.connec })))
  const limited = rows.filter(({ oneOf }) => oneOf !== undefined)
  if (limited.length === 0) return []
  const external = new Map(limited.map(({ external: path, oneOf }) => [path, oneOf]))
  return [
    [resource.name, literal(Object.fromEntries(external))],
    ...pairs.flatMap(({ connec }): Property[] => {
      const own = limited.filter((row) => row.resource === connec)
      if (own.length === 0) return []
      return [[connec, object(own.map(({ connec: path, oneOf = [] }) => [path, array(oneOf.map(quote))]))]]
    }),
  ]
}
