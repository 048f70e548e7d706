import type { Mapper, PlainRecord } from '@duet/core'
import fc from 'fast-check'
import type { Kit } from '../kit.js'
import { recordsOf } from './records-of.js'
import { valuesOf } from './values-of.js'

/** Ids of other records as the hub and almost every application spell them. */
const ids = fc.integer({ min: 1, max: 999_999_999 }).map(String)

type Choice = Pick<Kit, 'values'> & { full?: boolean }

/** Records of the application as mappers see them, for the pair of a mapper. */
export function applicationRecords(
  { external }: Mapper,
  { values, full = false }: Choice,
): fc.Arbitrary<PlainRecord & { id: string }> {
  const fields = recordsOf(external.fields, { only: choices(values[external.name]), full })
  return fc.tuple(fields, applicationIds({ external })).map(([record, id]) => ({ ...record, id }))
}

/** Ids as the application's schema has them. */
export const applicationIds = ({ external }: Pick<Mapper, 'external'>): fc.Arbitrary<string> =>
  valuesOf(external.id, `${external.name}.id`)
    .map(String)
    .filter((id) => id !== '')

/** Records of the hub as mappers see them, references and line ids already being ids of the application. */
export function connecRecords(
  { connec }: Mapper,
  { values, full = false }: Choice,
): fc.Arbitrary<PlainRecord & { id: string }> {
  const foreign = [...connec.references.map(({ path }) => path), ...connec.lineIds]
  const only = { ...Object.fromEntries(foreign.map((path) => [path, ids])), ...choices(values[connec.name]) }
  return fc
    .tuple(recordsOf(connec.fields, { only, full }), fc.uuid())
    .map(([record, id]) => ({ ...record, id }))
}

const choices = (values: Readonly<Record<string, readonly unknown[]>> = {}) =>
  Object.fromEntries(Object.entries(values).map(([path, allowed]) => [path, fc.constantFrom(...allowed)]))
