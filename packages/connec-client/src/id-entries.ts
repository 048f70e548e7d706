import { isPlainObject } from '@duet/core'
import { CONNEC, type Identity } from './identity.js'

/** One id of a record: whose it is and what it is. */
export interface IdEntry extends Identity {
  readonly id: string
}

/** What an id array says to one account. */
export interface Ids {
  readonly connecId: string | undefined
  /** Our ids, in the order of the array. */
  readonly externalIds: readonly string[]
}

const none: readonly never[] = Object.freeze([])

/**
 * Reads `[{ id, provider, realm }, …]`. Entries of other applications, and those without an id, say nothing to us. A
 * plain id, as the hub answers without `CONNEC-EXTERNAL-IDS`, is its own.
 */
export function readIds(value: unknown, { provider, realm }: Identity): Ids {
  if (!Array.isArray(value)) return { connecId: idText(value), externalIds: none }
  let connecId: string | undefined
  let externalIds: string[] | undefined
  for (const entry of value) {
    const id = isPlainObject(entry) ? idText(entry.id) : undefined
    if (id === undefined) continue
    if (entry.provider === CONNEC) connecId ??= id
    else if (entry.provider === provider && String(entry.realm) === realm) {
      externalIds ??= []
      externalIds.push(id)
    }
  }
  return { connecId, externalIds: externalIds ?? none }
}

/** Ids are texts; applications count with numbers. A blank and false are no ids. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'number' || value === true) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
