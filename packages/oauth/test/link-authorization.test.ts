import { apiKey, basic, DefinitionError } from '@duet/core'
import { expect, test } from 'vitest'
import { linkAuthorization } from '../src/index.js'
import { startCrm } from './crm.js'

test('each way of signing in has its headers', async () => {
  const { auth } = startCrm()
  const tokens = { getAccessToken: async () => 'token-1', renew: async () => true }
  const set = { accessToken: 'old', refreshToken: null, expiresAt: null, scope: null, tokenType: 'bearer' }
  const oauth = linkAuthorization({ auth, credentials: { kind: 'oauth2', tokens: set }, tokens })
  expect(await oauth.headers()).toEqual({ authorization: 'Bearer token-1' })

  const key = apiKey({ header: 'Authorization', prefix: 'Token ', label: 'Key' })
  const keyed = linkAuthorization({ auth: key, credentials: { kind: 'api-key', key: 'k-123' } })
  expect(await keyed.headers()).toEqual({ authorization: 'Token k-123' })

  const named = linkAuthorization({
    auth: basic({ usernameLabel: 'Name', passwordLabel: 'Password' }),
    credentials: { kind: 'basic', username: 'ann', password: 'secret' },
  })
  expect(await named.headers()).toEqual({ authorization: `Basic ${btoa('ann:secret')}` })
})

test('credentials of another kind than the connector wants are refused', () => {
  const { auth } = startCrm()
  expect(() => linkAuthorization({ auth, credentials: { kind: 'api-key', key: 'k-123' } })).toThrow(
    DefinitionError,
  )
})
