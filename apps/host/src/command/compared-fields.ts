import { isPlainObject, type Json } from '@duet/core'
import type { InspectedPair } from '@duet/sync-engine'
import { asText } from '../as-text.js'

/** A mapped field on both sides, in the spelling of Connec!; values in quotes, or a word for none. */
export interface ComparedField {
  readonly field: string
  readonly connec: string
  readonly external: string
  readonly isEqual: boolean
}

/** The mapped fields of a pair side by side: what Connec! has, and what the application's record would be there. */
export function comparedFields({ connec, external }: InspectedPair): ComparedField[] {
  const there = external?.mapped ?? {}
  const here = connec?.fields ?? {}
  if (external === undefined || connec === undefined) return []
  return Object.keys(there).map((field) => {
    const values = { connec: here[field], external: there[field] }
    return {
      field,
      connec: quoted(values.connec),
      external: quoted(values.external),
      isEqual: holds(values.connec, values.external),
    }
  })
}

/** Whether what Connec! has holds all the mapped record says; it may know more, such as ids of lines. */
function holds(has: Json | undefined, mapped: Json | undefined): boolean {
  if (Array.isArray(has) && Array.isArray(mapped))
    return has.length === mapped.length && mapped.every((one, at) => holds(has[at], one))
  if (isPlainObject(has) && isPlainObject(mapped))
    return Object.entries(mapped).every(([key, value]) => holds(has[key] as Json, value as Json))
  return has === mapped
}

const quoted = (value: Json | undefined): string =>
  value === undefined || value === null ? 'nothing' : `"${asText(value)}"`
