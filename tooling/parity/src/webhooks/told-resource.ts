import { connecNames } from '@duet/connec-client'
import type { AnyConnecResource } from '@duet/core'
import type { RecordedConnector } from './recorded-connector.js'

/** The Connec! resource a message means by a name, however it is spelled. */
export function resourceTold(
  { connec }: Pick<RecordedConnector, 'connec'>,
  told: string,
): AnyConnecResource | undefined {
  return [...connec.values()].find(({ name, collection }) =>
    [collection, name, connecNames(name).collection].some((known) => spelling(known) === spelling(told)),
  )
}

const spelling = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
