import { CONNEC, foldReferences, type Identity, readRecord } from '@duet/connec-client'
import { type AnyConnecResource, isPlainObject, type PlainRecord } from '@duet/core'

/** The hub's id of a record that was recorded with ids of the application alone. */
export const HUB_ID = 'recorded-1'

/**
 * Reads a record of the hub the way one that was listed is read; its references are recorded as plain ids. Throws what
 * reading throws.
 */
export function readHubRecord(
  resource: AnyConnecResource,
  recorded: unknown,
  identity: Identity,
): PlainRecord {
  const listed = isPlainObject(recorded)
    ? {
        ...foldReferences(resource, recorded, identity),
        id: [{ id: HUB_ID, provider: CONNEC, realm: 'recorded' }],
      }
    : recorded
  return readRecord(resource, listed, identity).fields
}
