import type { PlainRecord, Resource } from '@duet/core'
import type { Session } from '../session.js'
import { readList } from './read-list.js'

/** The fields of one record as the application has it now. Throws when it is not there. */
export async function readRecord(session: Session, resource: Resource, id: string): Promise<PlainRecord> {
  if (resource.read) return resource.parse(await resource.read(session.http, id)).fields
  const found = (await readList(session, resource)).find((record) => record.id === id)
  if (found === undefined) throw new Error(`${resource.name} ${id} is not in its list`)
  return found.fields
}
