import type { Link } from '@duet/store'
import type { AppContext } from '../app-context.js'
import { ApiFailure } from './api-failure.js'

/** Throws `ApiFailure` 409 for a link without an account. */
export function refuseUnlinked({ status }: Link): void {
  if (status === 'linked') return
  throw new ApiFailure(
    409,
    status,
    `Failed to start a synchronization: ${status === 'unlinked' ? 'the account is not linked' : 'the access to the account has ended'}. Link the account again.`,
  )
}

/** Whether nothing runs by itself for a while. */
export const isSuspended = ({ suspendedUntil }: Link): boolean =>
  suspendedUntil !== null && suspendedUntil > Date.now()

/** Throws `ApiFailure` 409 after too many failures in a row. */
export function refuseSuspended(link: Link): void {
  const { suspendedUntil } = link
  if (suspendedUntil === null || !isSuspended(link)) return
  throw new ApiFailure(
    409,
    'suspended',
    `Failed to start a synchronization: after three failures in a row none starts before ${new Date(suspendedUntil).toISOString()}. Mend the cause, then force one.`,
  )
}

/** Throws `ApiFailure` 400 for entities the connector does not have. */
export function refuseUnknownEntities(
  { catalog }: Pick<AppContext, 'catalog'>,
  { connector }: Link,
  only: readonly string[],
): void {
  const entities = catalog.connectors.get(connector)?.connector.entities ?? []
  const unknown = only.find((name) => !entities.some((entity) => entity.name === name))
  if (unknown === undefined) return
  throw new ApiFailure(
    400,
    'invalid_request',
    `Failed to start a synchronization: ${connector} has no entity "${unknown}". Name one of: ${entities.map(({ name }) => name).join(', ')}.`,
    { fields: { only: `There is no entity "${unknown}"` } },
  )
}
