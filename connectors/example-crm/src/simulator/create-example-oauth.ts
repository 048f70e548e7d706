import { type Clock, createOAuthServer, type OAuthServer } from '@duet/simulator'

export interface ExampleOAuthOptions {
  origin: string
  clock: Clock
  client: { id: string; secret: string }
  account: { id: string; name: string }
  tokenTtlSeconds: number
}

/** Authorization code with PKCE, the client's secret in the form, and a new refresh token at every refresh. */
export function createExampleOAuth(options: ExampleOAuthOptions): OAuthServer {
  const { origin, clock, client, account, tokenTtlSeconds } = options
  return createOAuthServer({
    applicationName: 'Example CRM',
    baseUrl: origin,
    authorizePath: '/oauth/authorize',
    tokenPath: '/oauth/token',
    revokePath: '/oauth/revoke',
    clients: [{ ...client, name: 'Duet' }],
    clientAuth: 'post',
    scopes: ['read', 'write'],
    pkce: true,
    rotateRefreshTokens: true,
    tokenTtlSeconds,
    account: () => account,
    clock,
  })
}
