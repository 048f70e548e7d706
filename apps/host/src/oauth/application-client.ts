import type { Connector } from '@duet/core'
import type { OAuthClient } from '@duet/oauth'
import { clientOf } from '../api/describe-connector.js'
import { HostError } from '../host-error.js'
import type { Settings } from '../settings/settings.js'

/** Who we are at the application's OAuth server. Throws `HostError` when the settings do not say. */
export function applicationClient(connector: Connector, settings: Settings, publicUrl: string): OAuthClient {
  const client = clientOf(connector, settings)
  if (client === undefined) {
    throw new HostError(
      `Failed to sign in at ${connector.displayName}: its client id or secret is missing in the settings. Set "connectors.${connector.name}.clientId" and "clientSecret".`,
      { code: 'not_configured' },
    )
  }
  return { ...client, redirectUri: `${publicUrl}/oauth/callback/${connector.name}` }
}
