import type { Auth, Connector } from '@duet/core'

/** The connector with all its API's URLs on another origin: a simulator, a test environment. */
export function atOrigin(connector: Connector, origin: string): Connector {
  const home = new URL(connector.baseUrl).origin
  /** URLs of the application's other servers move as well: the other origin stands for all of them. */
  const move = (url: string) => {
    const { pathname, search } = new URL(url)
    return `${origin}${pathname === '/' && !url.endsWith('/') ? '' : pathname}${search}`
  }
  const moveAuth = (auth: Auth): Auth =>
    auth.kind === 'oauth2'
      ? {
          ...auth,
          authorizeUrl: move(auth.authorizeUrl),
          tokenUrl: move(auth.tokenUrl),
          ...(auth.revokeUrl === undefined ? {} : { revokeUrl: move(auth.revokeUrl) }),
        }
      : auth
  return Object.freeze({
    ...connector,
    baseUrl: connector.baseUrl.replace(home, origin),
    auth: moveAuth(connector.auth),
    ...(connector.otherAuth === undefined ? {} : { otherAuth: connector.otherAuth.map(moveAuth) }),
  })
}
