import { type AnyConnecResource, InvalidRecordError, isPlainObject, type PlainRecord } from '@duet/core'
import type { ConnecPage, ConnecRecord, ReadFailure } from './connec-record.js'
import { type Ids, readIds } from './id-entries.js'
import type { Identity } from './identity.js'
import { idsOfLines } from './ids-of-lines.js'
import { parseWithoutBlanks } from './parse-without-blanks.js'
import { unfoldWithin } from './references.js'
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

/** Reads one record; `ids` are what its id says, where somebody has read it before. Throws `InvalidRecordError`. */
export function readRecord(
  resource: AnyConnecResource,
  input: unknown,
  identity: Identity,
  ids?: Ids,
): ConnecRecord {
  if (!isPlainObject(input)) throw unreadable(resource, 'it is not an object')
  const { connecId, externalIds } = ids ?? readIds(input.id, identity)
  if (connecId === undefined) throw unreadable(resource, 'id: it has no Connec! id')
  const unfolded = unfoldWithin(resource, input, identity)
  const fields = parseWithoutBlanks(resource, connecId, withoutOwnId(resource, unfolded.fields))
  return {
    id: connecId,
    externalIds,
    fields,
    references: unfolded.references,
    missing: unfolded.missing,
    lineIds: idsOfLines(resource, input),
    createdAt: momentOf(input.created_at, fields.created_at),
    updatedAt: momentOf(input.updated_at, fields.updated_at),
  }
}

/** The id of a record is no field of it; a schema that does not name it passes by it. */
function withoutOwnId({ fields }: AnyConnecResource, record: PlainRecord): PlainRecord {
  if (!('id' in fields)) return record
  const { id, ...rest } = record
  return rest
}

/**
 * The moment as the resource has read it; one that does not declare the field is read here. Zod finds words for what is
 * absent, which costs more than the rest of a record.
 */
function momentOf(value: unknown, read: unknown): Date | null {
  if (read instanceof Date) return read
  return value === undefined ? null : (moment.safeParse(value).data ?? null)
}

function unreadable({ name }: AnyConnecResource, reason: string): InvalidRecordError {
  return new InvalidRecordError(
    `Failed to read a Connec! ${name}: ${reason}. Report the record to whoever runs the hub; the others go on.`,
    { path: reason.startsWith('id') ? 'id' : '' },
  )
}
