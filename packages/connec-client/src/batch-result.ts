import {
  type DuetError,
  ExternalApiError,
  InvalidRecordError,
  isPlainObject,
  UnansweredError,
} from '@duet/core'
import { connecError } from './connec-error.js'
import type { ConnecRecord } from './connec-record.js'
import type { ConnecWrite, ConnecWriteResult } from './connec-write.js'
import { type Ids, readIds } from './id-entries.js'
import type { Identity } from './identity.js'
import { readRecord } from './read-records.js'

/** What there is to know about a batch when its results are read. */
export interface BatchReading {
  readonly identity: Identity
  /** The hub's ids of the records the batch was about. */
  readonly asked: ReadonlySet<string>
}

/** What one result of a batch says about the write in its place. Throws nothing: a malformed one is unanswered. */
export function batchResult(
  write: ConnecWrite,
  result: unknown,
  { identity, asked: askedFor }: BatchReading,
): ConnecWriteResult {
  if (!isPlainObject(result) || typeof result.status !== 'number')
    return unanswered(write, 'there is no result for it')
  const { status, body } = result
  if (status !== 200 && status !== 201) return { ok: false, error: refused(write, status, body) }
  const record = isPlainObject(body) ? body[write.resource.collection] : undefined
  const ids = readIds(isPlainObject(record) ? record.id : undefined, identity)
  const asked = write.kind === 'create' ? undefined : write.connecId
  if (asked !== undefined && ids.connecId !== undefined && ids.connecId !== asked) {
    const mayBeMerged = status === 200 && !askedFor.has(ids.connecId) && isOurs(write, ids.externalIds)
    if (!write.resource.singleton && !mayBeMerged) return unanswered(write, 'its result names another record')
  }
  const connecId = ids.connecId ?? asked
  if (connecId === undefined) return unanswered(write, 'its result has no Connec! id')
  const { externalIds } = ids
  const merged = write.kind === 'create' && status === 200
  const written = { ok: true, status, merged, connecId, externalIds } as const
  const readIt = () => recordOf(write, record, { identity, ids })
  if (write.kind !== 'announce') return { ...written, record: readIt() }
  // few ask for what they only told an id of
  let read: { readonly record: ConnecRecord | undefined } | undefined
  return {
    ...written,
    get record() {
      read ??= { record: readIt() }
      return read.record
    },
  }
}

/** The hub answers with the record a merged one lives on in; that one has our id, where the answer says ids at all. */
const isOurs = ({ externalId }: ConnecWrite, answered: readonly string[]): boolean =>
  answered.length === 0 || externalId === undefined || answered.includes(externalId)

/** The result of a write whose outcome is unknown. */
export function unanswered(write: ConnecWrite, reason: string): ConnecWriteResult {
  const error = new UnansweredError(
    `Failed to ${attemptOf(write)} at Connec!: ${reason}. Whether it was carried out is unknown; sending it again is safe.`,
  )
  return { ok: false, error }
}

function refused(write: ConnecWrite, status: number, body: unknown): DuetError {
  const error = connecError({ attempt: attemptOf(write), status, body })
  if (write.kind !== 'create' || status !== 404) return error
  // nothing was there to be found: "gone" would make the id map inactive
  return new ExternalApiError(error.message, { status, cause: error })
}

const attemptOf = (write: ConnecWrite): string =>
  write.kind === 'create'
    ? `create a ${write.resource.name}`
    : `${write.kind} ${write.resource.name} ${write.connecId}`

/** An answer that cannot be read does not undo the write. */
function recordOf(
  write: ConnecWrite,
  record: unknown,
  { identity, ids }: { identity: Identity; ids: Ids },
): ConnecRecord | undefined {
  if (record === undefined) return undefined
  try {
    return readRecord(write.resource, record, identity, ids)
  } catch (error) {
    if (error instanceof InvalidRecordError) return undefined
    throw error
  }
}
