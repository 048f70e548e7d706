import { type AnyConnecResource, InvalidRecordError, isPlainObject } from '@duet/core'
import type { ConnecPage, ConnecRecord, ReadFailure } from './connec-record.js'
import { readIds } from './id-entries.js'
import type { Identity } from './identity.js'
import { idsOfLines } from './ids-of-lines.js'
import { parseWithoutBlanks } from './parse-without-blanks.js'
import { unfoldReferences } from './references.js'
import { moment } from './values/moment.js'

/**
 * Reads records as lists and notifications of the hub carry them. Throws for no record: one that is malformed is among
 * the failures.
 *
 * @example readRecords(connec.person, notification.people, { provider: 'basecrm', realm: '1' })
 */
export function readRecords(
  resource: AnyConnecResource,
  inputs: readonly unknown[],
  identity: Identity,
): ConnecPage {
  const records: ConnecRecord[] = []
  const failures: ReadFailure[] = []
  for (const input of inputs) {
    try {
      records.push(readRecord(resource, input, identity))
    } catch (error) {
      if (!(error instanceof InvalidRecordError)) throw error
      const id = isPlainObject(input) ? readIds(input.id, identity).connecId : undefined
      failures.push({ id: id ?? null, error })
    }
  }
  return { records, failures }
}

/** Reads one record. Throws `InvalidRecordError`. */
export function readRecord(resource: AnyConnecResource, input: unknown, identity: Identity): ConnecRecord {
  if (!isPlainObject(input)) throw unreadable(resource, 'it is not an object')
  const { connecId, externalIds, fields, references, missing } = unfoldReferences(resource, input, identity)
  if (connecId === undefined) throw unreadable(resource, 'id: it has no Connec! id')
  return {
    id: connecId,
    externalIds,
    fields: parseWithoutBlanks(resource, connecId, fields),
    references,
    missing,
    lineIds: idsOfLines(resource, input),
    createdAt: momentOf(input.created_at),
    updatedAt: momentOf(input.updated_at),
  }
}

// zod finds words for what is absent, which costs more than the rest of a record
const momentOf = (value: unknown): Date | null =>
  value === undefined ? null : (moment.safeParse(value).data ?? null)

function unreadable({ name }: AnyConnecResource, reason: string): InvalidRecordError {
  return new InvalidRecordError(
    `Failed to read a Connec! ${name}: ${reason}. Report the record to whoever runs the hub; the others go on.`,
    { path: reason.startsWith('id') ? 'id' : '' },
  )
}
