import { CONNEC, type IdEntry } from '@duet/connec-client'
import { isPlainObject } from '@duet/core'

/** Ids as somebody sent them. */
export interface IncomingIds {
  /** The hub's own id, where it was among them. */
  readonly connecId: string | undefined
  readonly entries: readonly IdEntry[]
}

/** Reads `[{ id, provider, realm }, …]`; ids become texts, entries without an id or a provider are left out. */
export function incomingIds(value: unknown): IncomingIds {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  const read = list.flatMap(entryOf)
  return {
    connecId: read.find(({ provider }) => provider === CONNEC)?.id,
    entries: read.filter(({ provider }) => provider !== CONNEC),
  }
}

function entryOf(value: unknown): IdEntry[] {
  if (!isPlainObject(value) || typeof value.provider !== 'string') return []
  const { id, provider, realm } = value
  const isId = typeof id === 'number' || (typeof id === 'string' && id.trim() !== '')
  return isId ? [{ id: String(id), provider, realm: String(realm ?? '') }] : []
}
