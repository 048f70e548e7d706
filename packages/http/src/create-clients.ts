import {
  AuthorizationError,
  type ClientFactory,
  type ClientParts,
  DefinitionError,
  type Http,
} from '@duet/core'
import type { HttpClientOptions } from './http-client.js'

/** `http.client`: makes the SDK of the account when it is first asked for, and keeps it. */
export function createClients(
  { baseUrl, authorization, client: declared }: HttpClientOptions,
  fetch: ClientParts['fetch'],
): Http['client'] {
  const made = new Map<ClientFactory<unknown>, unknown>()

  async function getAccessToken(): Promise<string> {
    if (authorization?.getAccessToken !== undefined) return authorization.getAccessToken()
    throw new AuthorizationError(
      'Failed to get an access token: this link signs in without one. Let the SDK send its requests through `fetch`, which signs them.',
    )
  }

  return <Client>(make: ClientFactory<Client>): Client => {
    if (make !== declared) {
      throw new DefinitionError(
        'Failed to open the SDK: the connector does not name it. Add it to defineConnector: `client: sdk`.',
      )
    }
    if (!made.has(make)) made.set(make, make({ baseUrl, fetch, getAccessToken }))
    // What this factory returned a line above, or at an earlier call.
    return made.get(make) as Client
  }
}
