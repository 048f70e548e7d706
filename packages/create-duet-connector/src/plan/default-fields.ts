import { connecLeaves } from '../mapping/connec-leaves.js'
import { fieldNames } from '../mapping/field-names.js'
import type { Field, FieldType } from './field.js'

const LIMIT = 8
/** Fields that look foreign in a first sketch. */
const unusual = new Set(['full_name', 'code', 'reference'])

interface Sketch {
  /** The collection a reference to a Connec! resource leads to; undefined where there is none. */
  collectionOf(connec: string): string | undefined
}

/** The fields a collection probably has, where nothing is known but what it is mapped to. */
export function defaultFields(connec: string, { collectionOf }: Sketch): readonly Field[] {
  const usual = fieldNames[connec] ?? {}
  const leaves = new Map(connecLeaves(connec).map((leaf) => [leaf.path, leaf]))
  const needed = neededField(connec)
  const fields = Object.entries(usual).flatMap(([path, names]): Field[] => {
    const leaf = leaves.get(path)
    const name = names.find((each) => !each.includes('.'))
    if (leaf === undefined || name === undefined) return []
    if (connec === 'person' && unusual.has(path)) return []
    if (leaf.type !== 'reference') return [{ name, type: { kind: leaf.type }, needed: path === needed }]
    const collection = collectionOf(leaf.resource ?? '')
    if (collection === undefined) return []
    return [{ name, type: { kind: 'reference', collection, id: 'text' } }]
  })
  return withoutRepeated(fields).filter(({ type }, index) => index < LIMIT || type.kind === 'reference')
}

/** The Connec! field without which there is no record: the last name of people, else the name. */
const neededField = (connec: string): string =>
  'last_name' in (fieldNames[connec] ?? {})
    ? 'last_name'
    : 'name' in (fieldNames[connec] ?? {})
      ? 'name'
      : 'title'

const withoutRepeated = (fields: readonly Field[]): readonly Field[] =>
  fields.filter((field, index) => fields.findIndex(({ name }) => name === field.name) === index)

/** The field by which kinds of records in one collection are told apart, where nothing is known. */
export const defaultKinds = (connecs: readonly string[]): { name: string; type: FieldType } =>
  connecs.length === 2 && connecs.includes('person') && connecs.includes('organization')
    ? { name: 'is_organization', type: { kind: 'boolean' } }
    : { name: 'type', type: { kind: 'text', values: connecs } }
