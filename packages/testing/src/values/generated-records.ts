import type { Mapper, PlainRecord } from '@duet/core'
import fc from 'fast-check'
import type { Kit } from '../kit.js'
import { recordsOf } from './records-of.js'
import { valuesOf } from './values-of.js'

/** Ids of other records as the hub and almost every application spell them. */
const ids = fc.integer({ min: 1, max: 999_999_999 }).map(String)

type Choice = Pick<Kit, 'values' | 'seen'> & { full?: boolean }

/** Records of the application as mappers see them, for the pair of a mapper. */
export function applicationRecords(
  { external }: Mapper,
  { values, seen, full = false }: Choice,
): fc.Arbitrary<PlainRecord & { id: string }> {
  const only = { ...likely(seen[external.name]), ...choices(values[external.name]) }
  const fields = recordsOf(external.fields, { only, full })
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

/** Mostly what was seen, now and then something nobody has heard of. */
const likely = (seen: Readonly<Record<string, readonly string[]>> = {}) =>
  Object.fromEntries(
    Object.entries(seen).map(([path, words]) => [
      path,
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...words) },
        { weight: 1, arbitrary: fc.string({ minLength: 1 }) },
      ),
    ]),
  )
