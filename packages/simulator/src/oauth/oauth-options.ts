import { type Clock, systemClock } from '../clock.js'

/** An application that may ask for access. */
export interface OAuthClient {
  id: string
  /** Shown on the consent page (default: the id). */
  name?: string
  secret: string
  /** The allowed ones, compared character by character; `any` (default) allows every http or https address. */
  redirectUris?: 'any' | readonly string[]
}

/** The account whose owner consents. */
export interface OAuthAccount {
  id: string
  name: string
}

export interface OAuthServerOptions {
  /** The public URL of the application; the paths below are appended to it. */
  baseUrl: string
  authorizePath: string
  tokenPath: string
  revokePath?: string
  tokenInfoPath?: string
  clients: readonly OAuthClient[]
  /** Where clients send id and secret: the Authorization header or the form. */
  clientAuth: 'basic' | 'post'
  /** Default 3600. */
  tokenTtlSeconds?: number
  /** Default 600. */
  codeTtlSeconds?: number
  /** Whether a refresh gives a new refresh token; with grace the old one lives on so long. Default false. */
  rotateRefreshTokens?: boolean | { graceSeconds: number }
  /** All scopes there are. */
  scopes: readonly string[]
  /** Granted to a client that asks for none (default: all). */
  defaultScopes?: readonly string[]
  /** Whether a code challenge (S256) is demanded (default false: it is ignored). */
  pkce?: boolean
  /** Whether the token endpoint demands `redirect_uri` (default true); a wrong one is always refused. */
  requireRedirectUri?: boolean
  account: () => OAuthAccount
  /** Allows the password grant and checks the credentials. */
  password?: (username: string, password: string) => boolean
  clock?: Clock
  /** Who asks whom: the name of the application on the consent page. */
  applicationName: string
  /** Makes tokens and codes (default: 64 hexadecimal digits). */
  tokenFormat?: () => string
}

/** The options with every default filled in. */
export type OAuthConfig = OAuthServerOptions &
  Required<Omit<OAuthServerOptions, 'revokePath' | 'tokenInfoPath' | 'password' | 'rotateRefreshTokens'>> & {
    /** How long a replaced refresh token lives on; undefined: refresh tokens are never replaced. */
    rotationGraceSeconds: number | undefined
  }

export function oauthConfig(options: OAuthServerOptions): OAuthConfig {
  const { rotateRefreshTokens = false, scopes } = options
  return {
    tokenTtlSeconds: 3600,
    codeTtlSeconds: 600,
    defaultScopes: scopes,
    pkce: false,
    requireRedirectUri: true,
    clock: systemClock,
    tokenFormat: randomToken,
    ...options,
    rotationGraceSeconds:
      typeof rotateRefreshTokens === 'object'
        ? rotateRefreshTokens.graceSeconds
        : rotateRefreshTokens
          ? 0
          : undefined,
  }
}

function randomToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
}
