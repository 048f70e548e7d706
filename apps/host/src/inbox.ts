import type { Conflict, PendingRecord, Store } from '@duet/store'

const STATES = ['failed', 'dead', 'parked', 'ignored'] as const
const MOST = 200
const PAGE = 500

/** Records of a link that wait for something or somebody, the latest first. */
export async function waitingRecords(store: Store, linkId: string): Promise<PendingRecord[]> {
  const pages = await Promise.all(STATES.map((state) => store.pending.list(linkId, { state, limit: MOST })))
  return pages.flatMap(({ rows }) => rows).sort((a, b) => b.lastAt - a.lastAt)
}

/** Those of the ids that are records of this link: an id alone must not reach into another company. */
export async function idsOfLink(store: Store, linkId: string, ids: readonly string[]): Promise<string[]> {
  const wanted = new Set(ids)
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await store.pending.list(linkId, { limit: PAGE, after })
    found.push(...page.rows.flatMap(({ id }) => (wanted.has(id) ? [id] : [])))
    after = page.next
  } while (after !== undefined && found.length < wanted.size)
  return found
}

const MOST_CONFLICTS = 100

/** Conflicts of a link: those that wait for a decision, then the latest decided ones. */
export async function conflictsOf(store: Store, linkId: string): Promise<Conflict[]> {
  const [open, decided] = await Promise.all([
    store.conflicts.list(linkId, { state: 'open', limit: MOST }),
    store.conflicts.list(linkId, { state: 'decided', limit: MOST_CONFLICTS }),
  ])
  return [...open.rows, ...decided.rows]
}
