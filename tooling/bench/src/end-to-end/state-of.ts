import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { World } from '../world/world.js'

const records = z.array(z.record(z.string(), z.unknown()))
const ids = z.array(z.object({ id: z.string(), provider: z.string() }))

/**
 * What both sides hold, as far as it is the same whoever brought it there: how many records, the digest of their
 * contents, and how many the hub knows by the ids of both.
 */
export async function stateOf({ application, hub }: World) {
  const contacts = records.parse(await application.ask('all'))
  const people = records.parse(await hub.ask('all'))
  return {
    contacts: contacts.length,
    people: people.length,
    contactsDigest: digestOf(contacts),
    peopleDigest: digestOf(people),
    paired: people.filter(({ id }) => new Set(ids.parse(id).map(({ provider }) => provider)).size > 1).length,
  }
}

/** Told by whoever made the record, or when. */
const NOT_COMPARED = ['id', 'created_at', 'updated_at', 'uid']

function digestOf(all: z.output<typeof records>): string {
  const contents = all.map((record) =>
    JSON.stringify(
      Object.entries(record)
        .filter(([name]) => !NOT_COMPARED.includes(name))
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  )
  const hash = createHash('sha256')
  for (const content of contents.sort()) hash.update(content)
  return hash.digest('hex')
}
