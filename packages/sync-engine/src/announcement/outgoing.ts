import type { ConnecWrite, ConnecWriteResult } from '@duet/connec-client'
import { type AnyConnecResource, isPlainObject, type Mapper } from '@duet/core'
import type { Announcement, LedgerEntry } from '@duet/store'
import type { RunContext } from '../run-context.js'
import { type AnnouncementBody, announcementBody } from './announcement-body.js'

/** An announcement ready to be sent. */
export interface Outgoing {
  readonly announcement: Announcement
  readonly body: AnnouncementBody
  readonly mapper: Mapper
}

/** Finds the mapper of an announcement; undefined when the connector has none any more. */
export function outgoingOf({ connector }: RunContext, announcement: Announcement): Outgoing | undefined {
  const body = announcementBody.parse(announcement.body)
  const mapper = connector.entities
    .flatMap(({ mappers }) => mappers)
    .find(
      ({ connec, external }) =>
        connec.name === announcement.connecResource && external.name === body.externalResource,
    )
  return mapper && { announcement, body, mapper }
}

/** Announcements and what the hub said to them, in their order. */
export interface Delivery {
  readonly outgoing: readonly Outgoing[]
  readonly results: readonly ConnecWriteResult[]
}

/** The write an announcement is: the id, with the fields that travel along. */
export function toWrite({ announcement, body, mapper }: Outgoing): ConnecWrite {
  const { connecId } = announcement
  const { externalId, fields, lineIds } = body
  const resource: AnyConnecResource = mapper.connec
  const lines = isPlainObject(lineIds) ? lineIds : undefined
  if (fields === null) return { kind: 'announce', resource, connecId, externalId, lines }
  const { id: _, ...parsed } = resource.parse(connecId, fields)
  return { kind: 'update', resource, connecId, externalId, lines, fields: parsed }
}

/** The id alone. */
export const idOnly = ({ announcement, body, mapper }: Outgoing): ConnecWrite => ({
  kind: 'announce',
  resource: mapper.connec,
  connecId: announcement.connecId,
  externalId: body.externalId,
})

/** One write to the hub, in the ledger. */
export const written = ({ announcement }: Outgoing): LedgerEntry => ({
  entity: announcement.entity,
  side: 'connec',
  outcome: 'wrote',
  reason: 'announce',
  count: 1,
})
