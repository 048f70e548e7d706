import { connec } from '@duet/connec-client'
import { z } from 'zod'
import { unwrapped } from './unwrapped.js'

/** A field of a Connec! record that can be mapped. */
export interface ConnecLeaf {
  readonly path: string
  readonly type: 'text' | 'number' | 'boolean' | 'moment' | 'reference'
  /** The Connec! resource a reference leads to. */
  readonly resource?: string
}

const byName = new Map(
  Object.entries(connec).map(([constant, resource]) => [String(resource.name), { constant, resource }]),
)

/** Names of the Connec! resources a connector may map: `person`, `tax_code` … */
export const connecNames: readonly string[] = [...byName.keys()]

/** The name of a Connec! resource's constant: `taxCode`. */
export const connecConstant = (name: string): string => byName.get(name)?.constant ?? name

/** The name of a Connec! resource's collection: `people`. */
export const connecCollection = (name: string): string => byName.get(name)?.resource.collection ?? name

export const isSingleton = (name: string): boolean => byName.get(name)?.resource.singleton === true

/** Every field of a Connec! resource that can be mapped on its own; lists are left out. */
export function connecLeaves(name: string): readonly ConnecLeaf[] {
  const resource = byName.get(name)?.resource
  if (resource === undefined) return []
  const references = new Map(resource.references.map((reference) => [reference.path, reference.resource]))
  return walk(resource.fields, '', references).filter(({ path }) => !keptByHub.has(path))
}

const keptByHub = new Set(['group_id', 'channel_id', 'resource_type', 'created_at', 'updated_at'])

function walk(shape: object, prefix: string, references: ReadonlyMap<string, string>): ConnecLeaf[] {
  return Object.entries(shape).flatMap(([name, schema]): ConnecLeaf[] => {
    const path = prefix + name
    const inner = unwrapped(schema)
    const resource = references.get(path)
    if (resource !== undefined) return [{ path, type: 'reference', resource }]
    if (inner instanceof z.ZodObject) return walk(inner.shape, `${path}.`, references)
    const out = inner instanceof z.ZodCodec ? inner.def.out : inner
    if (out instanceof z.ZodString) return [{ path, type: 'text' }]
    if (out instanceof z.ZodNumber) return [{ path, type: 'number' }]
    if (out instanceof z.ZodBoolean) return [{ path, type: 'boolean' }]
    if (out instanceof z.ZodDate) return [{ path, type: 'moment' }]
    return []
  })
}
