/** The company signs in at the application and allows access there. */
export interface OAuth2 {
  readonly kind: 'oauth2'
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly revokeUrl?: string
  readonly scopes: readonly string[]
  /** How the client proves who it is at the token endpoint. */
  readonly clientAuth: 'basic' | 'post'
  /** True where the server supports PKCE. */
  readonly pkce?: boolean
  /** Further parameters of the authorize URL. */
  readonly authorizeParams?: Readonly<Record<string, string>>
}

/** The company pastes a key it made in the application. */
export interface ApiKey {
  readonly kind: 'api-key'
  readonly header: string
  /** Stands before the key in the header: `Token `. */
  readonly prefix?: string
  /** What the page asks for: "API key, from Settings → Integrations". */
  readonly label: string
}

/** The company gives a name and a password. */
export interface Basic {
  readonly kind: 'basic'
  readonly usernameLabel: string
  readonly passwordLabel: string
}

export type Auth = OAuth2 | ApiKey | Basic

/** @example auth: oauth2({ authorizeUrl: '…/authorize', tokenUrl: '…/token', scopes: ['read', 'write'], clientAuth: 'basic' }) */
export const oauth2 = (options: Omit<OAuth2, 'kind'>): OAuth2 => Object.freeze({ kind: 'oauth2', ...options })

/** @example auth: apiKey({ header: 'X-Api-Key', label: 'API key' }) */
export const apiKey = (options: Omit<ApiKey, 'kind'>): ApiKey =>
  Object.freeze({ kind: 'api-key', ...options })

/** @example auth: basic({ usernameLabel: 'User name', passwordLabel: 'Password' }) */
export const basic = (options: Omit<Basic, 'kind'>): Basic => Object.freeze({ kind: 'basic', ...options })
