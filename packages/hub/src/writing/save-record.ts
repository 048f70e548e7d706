import { isDeepStrictEqual } from 'node:util'
import { type IdEntry, roleTree } from '@duet/connec-client'
import { isPlainObject, type PlainRecord } from '@duet/core'
import { newId } from '@duet/store'
import { rolesIn } from '../collections.js'
import type { PendingReference } from '../database/pending.js'
import { isPlain } from '../record-texts.js'
import { StoredRecord } from '../stored-record.js'
import { nextCode } from './code.js'
import { withComputed, withoutMaintained } from './computed-fields.js'
import { emptyFields } from './empty-fields.js'
import { incomingIds } from './incoming-ids.js'
import { mergeFields } from './merge-fields.js'
import { registerIds } from './register-ids.js'
import { resolvePending } from './resolve-pending.js'
import { resolveReferences } from './resolve-references.js'
import { validate } from './validate.js'
import { withoutLineIds } from './without-line-ids.js'
import type { WriteSession, Written } from './write-session.js'

/** Makes a record of what was sent. Throws `HubRefusal` (400). */
export async function createRecord(
  session: WriteSession,
  collection: string,
  body: PlainRecord,
): Promise<Written> {
  const { buffer, company, now } = session
  const head = { id: newId(), collection, createdAt: now, updatedAt: now }
  const filled = new StoredRecord(head, emptyFields(collection))
  const { record, pending } = await changed(session, filled, body)
  const blank = record.fields.code === undefined || record.fields.code === null || record.fields.code === ''
  const code = blank ? await nextCode(buffer, { company, collection }, record.fields) : undefined
  const created = code === undefined ? record : record.with({ ...record.fields, code })
  buffer.records.put(company, created)
  const place = { company, collection }
  if (pending.length > 0) buffer.pending.save(place, created.id, pending)
  session.written.push({
    place,
    id: created.id,
    before: undefined,
    after: created.fields,
  })
  session.changed.push(created)
  const { entries } = incomingIds(body.id)
  buffer.ids.created(company, created.id)
  for (const entry of entries) buffer.ids.take(place, created.id, entry)
  if (entries.length > 0) await resolvePending(session, collection, entries)
  return { status: 201, record: created }
}

/** Changes a record by what was sent; ids alone neither touch `updated_at` nor count as a change. Throws `HubRefusal` (400). */
export async function changeRecord(
  session: WriteSession,
  before: StoredRecord,
  body: PlainRecord,
): Promise<Written> {
  const saved = saysNothing(body) && isPlain(before) ? before : await merged(session, before, body)
  await register(session, saved, incomingIds(body.id).entries)
  return { status: 200, record: saved }
}

/** Whether somebody sent ids alone. */
const saysNothing = (body: PlainRecord): boolean => Object.keys(withoutMaintained(body)).length === 0

async function merged(session: WriteSession, before: StoredRecord, body: PlainRecord): Promise<StoredRecord> {
  const { record, pending } = await changed(session, before, body)
  const isSame = isDeepStrictEqual(record.fields, before.fields)
  return isSame ? before : await save(session, before, record, pending)
}

async function save(
  session: WriteSession,
  before: StoredRecord,
  record: StoredRecord,
  pending: readonly PendingReference[],
): Promise<StoredRecord> {
  const { buffer, company, now } = session
  const { id, collection } = record
  const place = { company, collection }
  const idsOnly = isDeepStrictEqual(
    withoutLineIds(collection, record.fields),
    withoutLineIds(collection, before.fields),
  )
  const saved = idsOnly ? record : record.with(record.fields, now)
  buffer.records.put(company, saved)
  buffer.pending.save(place, id, pending)
  session.written.push({ place, id, before: before.fields, after: saved.fields })
  if (!idsOnly) session.changed.push(saved)
  return saved
}

async function changed({ buffer, company }: WriteSession, before: StoredRecord, body: PlainRecord) {
  const { collection } = before
  const sparse = !(isPlainObject(body.opts) && body.opts.sparse === false)
  const merge = { node: roleTree(rolesIn(collection)), sparse }
  const place = { company, collection }
  const sent = await resolveReferences(buffer, place, withoutMaintained(body))
  // once more: what earlier writes left waiting
  const merged = mergeFields(before.fields, sent.fields, merge)
  const { fields, pending } = await resolveReferences(buffer, place, merged)
  const record = before.with(withComputed(collection, fields))
  validate(record)
  return { record, pending }
}

/** Registers ids of applications; records that referred to them so far in vain are completed. */
async function register(
  session: WriteSession,
  record: StoredRecord,
  entries: readonly IdEntry[],
): Promise<void> {
  const place = { company: session.company, collection: record.collection }
  const added = await registerIds(session, place, record.id, entries)
  if (added.length > 0) await resolvePending(session, record.collection, added)
}
