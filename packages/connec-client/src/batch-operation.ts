import { isPlainObject, type PlainRecord } from '@duet/core'
import type { ConnecCreate, ConnecUpdate, ConnecWrite } from './connec-write.js'
import type { Identity } from './identity.js'
import { foldDraft } from './references.js'

/** One operation of `POST /batch`. */
export interface BatchOperation {
  readonly method: 'post' | 'put'
  readonly url: string
  readonly params: PlainRecord
}

/** Where and as whom operations are sent. */
export interface Target extends Identity {
  readonly groupId: string
}

/** The operation of a write. Throws `InvalidRecordError` for a draft that does not fit its schema. */
export function batchOperation(write: ConnecWrite, target: Target): BatchOperation {
  const { collection } = write.resource
  const params = { [collection]: bodyOf(write, target) }
  const base = `${collectionPath(target.groupId, collection)}/`
  if (write.kind === 'create') return { method: 'post', url: base, params }
  return { method: 'put', url: `${base}${encodeURIComponent(write.connecId)}`, params }
}

/** `/api/v2/cld-1/people` */
export const collectionPath = (groupId: string, collection: string): string =>
  `/api/v2/${encodeURIComponent(groupId)}/${collection}`

function bodyOf(write: ConnecWrite, { provider, realm }: Target): PlainRecord {
  const { externalId } = write
  const id = externalId === undefined ? undefined : { id: [{ id: externalId, provider, realm }] }
  if (write.kind === 'announce') return { ...write.lines, ...id }
  const body = foldDraft(write.resource, write.resource.encode(write.fields), { provider, realm })
  const lines = write.kind === 'update' ? write.lines : undefined
  // encoding has made it, and nobody else holds it
  return Object.assign(body, lines, id, optionsOf(write, body.opts))
}

/** Options of ours join those a mapper has set. */
function optionsOf(write: ConnecCreate | ConnecUpdate, own: unknown): PlainRecord | undefined {
  const opts = write.kind === 'create' ? matchingOf(write) : wholenessOf(write)
  return opts === undefined ? undefined : { opts: isPlainObject(own) ? { ...own, ...opts } : opts }
}

const matchingOf = ({ match }: ConnecCreate): PlainRecord | undefined =>
  match === undefined || match.length === 0 ? undefined : { matching_fields: match }

/** Lines are written as a whole: what is not among them was removed, which the hub has to be told. */
function wholenessOf({ resource, fields }: ConnecUpdate): PlainRecord | undefined {
  const holdsLines = resource.lineIds.some((path) => Array.isArray(fields[path.split('[]')[0] ?? '']))
  return holdsLines ? { sparse: false } : undefined
}
