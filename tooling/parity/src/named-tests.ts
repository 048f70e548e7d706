import { isPlainObject } from '@duet/core'
import type { Vector } from './vector.js'

/** What cannot be said about a vector by one path, by name. */
export const namedTests = {
  'a reference leads through a scalar': (vector: Vector) =>
    referencesOf(vector.references).some((path) =>
      ends(vector.input, path.slice(0, -1)).some((value) => isScalar(value) && value !== ''),
    ),
  'a reference is a text': (vector: Vector) =>
    referencesOf(vector.references).some((path) =>
      ends(vector.input, path).some((value) => typeof value === 'string' && value.trim() !== ''),
    ),
  'a reference is known to others only': ({ references, input, organization }: Vector) =>
    referencesOf(references).some((path) =>
      ends(input, path).some(
        (ids) => Array.isArray(ids) && ids.length > 0 && ids.every(isForeignTo(organization)),
      ),
    ),
  'lists of lines differ in length': (vector: Vector) =>
    referencesOf(vector.idReferences).some(
      ([list = '']) => lengthOf(vector.dist, list) !== lengthOf(vector.src, list),
    ),
  'a line at the hub has another id of ours': (vector: Vector) =>
    referencesOf(vector.idReferences).some((path) => {
      const answered = new Set(ends(vector.src, path).flatMap(ownIds))
      return ends(vector.dist, path)
        .flatMap(ownIds)
        .some((id) => !answered.has(id))
    }),
  'a next link repeats': ({ connecGetScript }: Vector) => {
    const links = (Array.isArray(connecGetScript) ? connecGetScript : []).flatMap((step) =>
      ends(step, ['body', 'pagination', 'next']).filter((link) => typeof link === 'string'),
    )
    return new Set(links).size < links.length
  },
  'the name is one word': ({ input }: Vector) => {
    const name = isPlainObject(input) ? input.name : undefined
    return typeof name === 'string' && /^[ \t\n\v\f\r]*[^ \t\n\v\f\r]*[ \t\n\v\f\r]*$/.test(name)
  },
  'the letters U, T and C were taken out of the time zone': ({ input, entityResult }: Vector) =>
    ends(input, ['timezone']).some(
      (zone) =>
        typeof zone === 'string' &&
        ends(entityResult, ['expected', 'timezone']).includes(zone.replace(/[UTC]/g, '')),
    ),
  /** The old connector compared numbers with texts, and found none. */
  'no stage is the one of the deal': ({ input, stages }: Vector) => {
    const [wanted] = ends(input, ['stage_id'])
    return wanted == null || !ends(stages, ['id']).includes(wanted)
  },
} as const

/** Declared paths, `lines/item_id` as its parts. */
function referencesOf(declared: unknown): string[][] {
  const lists = isPlainObject(declared) ? Object.values(declared) : [declared]
  return lists
    .flat()
    .filter((path) => typeof path === 'string')
    .map((path) => path.split('/'))
}

/** Whether an entry of an id array is neither the hub's nor of this organization's account. */
const isForeignTo = (organization: unknown) => (entry: unknown) =>
  isPlainObject(entry) &&
  isPlainObject(organization) &&
  entry.provider !== 'connec' &&
  (entry.provider !== organization.oauth_provider || entry.realm !== organization.oauth_uid)

/** The values at the end of a path, through lists. An id array is an end. */
function ends(value: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path
  if (key === undefined) return [value]
  if (Array.isArray(value)) return value.flatMap((item) => ends(item, path))
  return isPlainObject(value) ? ends(value[key], rest) : []
}

const isScalar = (value: unknown): boolean => value != null && typeof value !== 'object'

const lengthOf = (record: unknown, list: string): number => {
  const value = isPlainObject(record) ? record[list] : undefined
  return Array.isArray(value) ? value.length : 0
}

function ownIds(ids: unknown): string[] {
  const entries: readonly unknown[] = Array.isArray(ids) ? ids : []
  return entries.flatMap((entry) =>
    isPlainObject(entry) && entry.provider !== 'connec' ? [`${entry.provider} ${entry.id}`] : [],
  )
}
