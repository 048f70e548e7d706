import { CONNEC, idsOfLines, mergeLineIds, unfoldReferences } from '@duet/connec-client'
import { isPlainObject } from '@duet/core'
import { z } from 'zod'
import type { Outcome } from '../runner.js'
import { difference } from '../same-meaning.js'
import type { Vector } from '../vector.js'
import { rolesOf } from './roles-of.js'

const record = z.record(z.string(), z.unknown())
const merging = z.looseObject({
  idReferences: z.array(z.string()),
  /** What the hub holds, and what the application answered, in the hub's spelling. */
  dist: record,
  src: record,
  expected: record,
})

const idEntry = z.looseObject({ id: z.unknown(), provider: z.string(), realm: z.unknown() })

/** Which of the hub's lines are told which of our ids; the rest of the body is spelling. */
export function mergeLines(vector: Vector): Outcome {
  const { idReferences, dist, src, expected } = merging.parse(vector)
  const identity = identityIn([src, dist, expected])
  const roles = rolesOf({ id_references: idReferences })
  const { lines = {} } = mergeLineIds(
    roles,
    {
      ids: idsOfLines(roles, dist),
      fields: unfoldReferences(roles, dist, identity).fields,
      answer: unfoldReferences(roles, src, identity).fields,
    },
    identity,
  )
  const known = registered(dist, identity)
  const added = (body: unknown) => [...registered(body, identity)].filter((pair) => !known.has(pair)).sort()
  return { differences: difference('registered ids', added(expected), added(lines)) }
}

interface Identity {
  readonly provider: string
  readonly realm: string
}

/** Whose ids stand in the vector beside the hub's. */
function identityIn(values: readonly unknown[]): Identity {
  const own = values.flatMap(entriesIn).find(({ provider }) => provider !== CONNEC)
  return { provider: own?.provider ?? 'this-app', realm: String(own?.realm ?? '') }
}

function entriesIn(value: unknown): z.output<typeof idEntry>[] {
  const entry = idEntry.safeParse(value)
  if (entry.success) return [entry.data]
  if (Array.isArray(value)) return value.flatMap(entriesIn)
  return isPlainObject(value) ? Object.values(value).flatMap(entriesIn) : []
}

/** `<hub's id> is <our id>` for every line that has both, `?` where the hub has none. */
function registered(value: unknown, { provider, realm }: Identity): ReadonlySet<string> {
  if (Array.isArray(value)) {
    const entries = value.flatMap((item) => idEntry.safeParse(item).data ?? [])
    const hub = entries.find((entry) => entry.provider === CONNEC)
    const own = entries.filter((entry) => entry.provider === provider && String(entry.realm) === realm)
    const inner = value.flatMap((item) => [...registered(item, { provider, realm })])
    return new Set([...own.map(({ id }) => `${hub?.id ?? '?'} is ${id}`), ...inner])
  }
  if (!isPlainObject(value)) return new Set()
  return new Set(Object.values(value).flatMap((inner) => [...registered(inner, { provider, realm })]))
}
