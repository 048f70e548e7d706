import { CONNEC, type IdEntry, mapRoles, roleTree } from '@duet/connec-client'
import { isPlainObject, type PlainRecord } from '@duet/core'
import { isoSeconds } from '@duet/simulator'
import { rolesIn } from './collections.js'
import type { StoredRecord } from './stored-record.js'
import { incomingIds } from './writing/incoming-ids.js'

/** For whom records are written out. */
export interface Reader {
  readonly company: string
  /** The `group_id` in the records. */
  readonly group: string
  /** Whether ids are arrays of `{ id, provider, realm }`, as with `CONNEC-EXTERNAL-IDS`. */
  readonly externalIds: boolean
}

/** Looks the ids of applications up, by record. */
export type IdsOf = (company: string, recordIds: readonly string[]) => Promise<Map<string, IdEntry[]>>

/** Records as the API shows them. */
export async function renderRecords(
  idsOf: IdsOf,
  records: readonly StoredRecord[],
  reader: Reader,
): Promise<PlainRecord[]> {
  const show = await showing(idsOf, records.flatMap(idsIn), reader)
  return records.map((record) => renderOne(record, reader, show))
}

/** How an id of the hub is shown. */
export async function showing(
  idsOf: IdsOf,
  recordIds: readonly string[],
  { company, externalIds }: Reader,
): Promise<(id: string) => string | IdEntry[]> {
  if (!externalIds) return (id) => id
  const ids = await idsOf(company, recordIds)
  return (id) => [{ id, provider: CONNEC, realm: company }, ...(ids.get(id) ?? [])]
}

/** The record's own id and those it refers to. */
export function idsIn({ id, collection, fields }: StoredRecord): string[] {
  const found = [id]
  mapRoles(fields, roleTree(rolesIn(collection)), (value, role) => {
    if (role.kind === 'reference' && typeof value === 'string' && value !== '') found.push(value)
    return value
  })
  return found
}

export function renderOne(
  { id, collection, fields, createdAt, updatedAt }: StoredRecord,
  { company, group, externalIds }: Reader,
  show: (id: string) => unknown,
): PlainRecord {
  const rendered = mapRoles(fields, roleTree(rolesIn(collection)), (value, role) => {
    if (role.kind === 'line') return externalIds ? inChannel(value, company) : incomingIds(value).connecId
    if (typeof value === 'string') return value === '' ? '' : show(value)
    // not known yet: nobody but those who can read id arrays can tell what is meant
    return externalIds ? value : ''
  })
  return {
    id: show(id),
    ...(isPlainObject(rendered) ? rendered : {}),
    created_at: isoSeconds(new Date(createdAt)),
    updated_at: isoSeconds(new Date(updatedAt)),
    group_id: group,
    channel_id: company,
    resource_type: collection,
  }
}

/** Lines keep no realm for the hub's own ids: it is the company's. */
function inChannel(value: unknown, company: string): IdEntry[] {
  const { connecId, entries } = incomingIds(value)
  return connecId === undefined
    ? [...entries]
    : [{ id: connecId, provider: CONNEC, realm: company }, ...entries]
}
