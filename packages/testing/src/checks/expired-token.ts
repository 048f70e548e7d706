import { AuthorizationError } from '@duet/core'
import { expect } from 'vitest'
import { firstSignIn } from '../authorization.js'
import { checkConnector } from '../check.js'

export const expiredToken = checkConnector({
  name: 'an access token that is refused is replaced once',
  applies: (connector) => firstSignIn(connector) === 'oauth2' || 'it signs in with a key',
  async run(connector, kit) {
    await using session = kit.start()
    const { simulator, http } = session
    simulator.oauth.revokeAll()
    await connector.account(http)
    expect(session.renewals).toBe(1)

    simulator.faults.add({ do: { kind: 'status', status: 401 } })
    await expect(connector.account(http)).rejects.toBeInstanceOf(AuthorizationError)
    expect(session.renewals).toBe(2)
  },
})
