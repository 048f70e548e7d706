import type { IdEntry } from '@duet/connec-client'

/** Ids of one provider and realm. */
export interface RealmIds {
  readonly provider: string
  readonly realm: string
  readonly ids: readonly string[]
}

/** Ids by provider and realm, each once, so that the ids of an application are looked up together. */
export function byRealm(entries: readonly IdEntry[]): RealmIds[] {
  const groups = new Map<string, { provider: string; realm: string; ids: Set<string> }>()
  for (const { id, provider, realm } of entries) {
    const name = JSON.stringify([provider, realm])
    const group = groups.get(name) ?? { provider, realm, ids: new Set() }
    groups.set(name, group)
    group.ids.add(id)
  }
  return [...groups.values()].map(({ provider, realm, ids }) => ({ provider, realm, ids: [...ids] }))
}
