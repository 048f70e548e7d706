import type { Side } from '@duet/core'
import { compareSides, createBaseCrmClient, createHubClient } from '@duet/e2e'
import type { Host } from '@duet/host'
import type { Link } from '@duet/store'
import { type Company, PEOPLE_API } from './company.js'
import type { Edit, Edits } from './edits.js'
import { type Kind, kinds } from './kinds.js'
import type { OtherSides } from './other-sides.js'
import { recordName } from './people-at-work.js'
import { sidesOf } from './sides.js'

/** What is not as it should be, in words. */
export interface Verdict {
  duplicates: string[]
  lost: string[]
  differences: string[]
  stuck: string[]
}

export interface Examined {
  others: OtherSides
  links: ReadonlyMap<Company, Link>
  host: Host
  edits: Edits
}

/** Looks at both sides as their own people would, and into the store for what waits. */
export async function examine({ others, links, host, edits }: Examined): Promise<Verdict> {
  const verdict: Verdict = { duplicates: [], lost: [], differences: [], stuck: [] }
  const held = new Map<string, Readonly<Record<Side, readonly string[]>>>()
  const losers: string[] = []
  for (const [company, link] of links) {
    const hub = createHubClient({ url: others.hubUrl, groupId: company.peopleGroup, ...PEOPLE_API })
    const base = createBaseCrmClient({ url: others.baseCrmUrl, token: company.token })
    const { differences, duplicates } = await compareSides(hub, base)
    verdict.differences.push(...differences.map((words) => `${company.name}: ${words}`))
    verdict.duplicates.push(...duplicates.map((words) => `${company.name}: ${words}`))
    verdict.stuck.push(...(await stuckOf(host, link)).map((words) => `${company.name}: ${words}`))
    losers.push(await conflictsOf(host, link))
    for (const kind of new Set(kinds)) await collect(others, { company, kind }, held)
  }
  for (const [key, changes] of edits.byField())
    judge(verdict, { key, changes, held, losers: losers.join('\n') })
  return verdict
}

/** The values of every field on both sides: more than one when there are several records of a key. */
async function collect(
  { hub }: OtherSides,
  { company, kind }: { company: Company; kind: Kind },
  held: Map<string, Readonly<Record<Side, readonly string[]>>>,
): Promise<void> {
  const sides = sidesOf(hub, company)
  for (const side of ['connec', 'external'] as const) {
    for (const { fields } of await sides[side].list(kind)) {
      const key = kind.keyOf[side](fields)
      if (key === undefined) continue
      const name = recordName(company, kind, key)
      const values = Object.entries(kind.fields).map(([field, places]) => [field, places[side].read(fields)])
      for (const [field, value] of [['key', key], ...values]) {
        const before = held.get(`${name} ${field}`) ?? { connec: [], external: [] }
        held.set(`${name} ${field}`, { ...before, [side]: [...before[side], value ?? ''] })
      }
    }
  }
}

interface Judged {
  key: string
  changes: readonly Edit[]
  held: ReadonlyMap<string, Readonly<Record<Side, readonly string[]>>>
  /** Values that lost a stored conflict. */
  losers: string
}

/** The last edit stands on both sides, or another one does and the last is kept in a conflict. */
function judge(verdict: Verdict, { key, changes, held, losers }: Judged): void {
  const { connec = [], external = [] } = held.get(key) ?? {}
  if (connec.length > 1 || external.length > 1)
    verdict.duplicates.push(`${key}: ${connec.length} at the hub, ${external.length} in Base CRM`)
  const last = changes.at(-1)
  if (last === undefined) return
  for (const [where, [value]] of [
    ['the hub', connec],
    ['Base CRM', external],
  ] as const) {
    if (value === last.value) continue
    const isOlder = changes.some((change) => change.value === value)
    if (!isOlder || !losers.includes(last.value))
      verdict.lost.push(
        `${key}: "${last.value}", entered on the side ${last.side}, is not at ${where}, which has "${value ?? 'nothing'}"`,
      )
  }
}

async function conflictsOf({ store }: Host, { id }: Link): Promise<string> {
  const texts: string[] = []
  let after: string | undefined
  do {
    const page = await store.conflicts.list(id, { limit: 200, after })
    texts.push(
      ...page.rows.map(({ connecValue, externalValue }) => JSON.stringify([connecValue, externalValue])),
    )
    after = page.next
  } while (after !== undefined)
  return texts.join('\n')
}

async function stuckOf({ store }: Host, { id, entities }: Link): Promise<string[]> {
  const stuck: string[] = []
  for (const entity of Object.keys(entities)) {
    const intents = await store.intents.listOpen(id, entity)
    stuck.push(...intents.map(({ sourceId }) => `an intent to create ${entity} ${sourceId} is open`))
  }
  const { rows } = await store.pending.list(id, { limit: 500 })
  stuck.push(
    ...rows.map(({ entity, recordId, state, message }) => `${entity} ${recordId} is ${state}: ${message}`),
  )
  const announcements = await store.announcements.due(id, { limit: 500 })
  stuck.push(...announcements.map(({ connecId }) => `the hub was not told an id of ${connecId}`))
  if ((await store.runs.running(id)) !== undefined) stuck.push('a run has not ended')
  return stuck
}
