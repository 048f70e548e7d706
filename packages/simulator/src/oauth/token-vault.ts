import { randomUUID } from 'node:crypto'
import type { OAuthConfig } from './oauth-options.js'
import {
  type Code,
  type Grant,
  type OAuthState,
  oauthStateSchema,
  type StoredAccessToken,
  type StoredRefreshToken,
} from './oauth-state.js'

/** The codes and tokens an OAuth server has given out. */
export class TokenVault {
  readonly codes = new Map<string, Code>()
  readonly accessTokens = new Map<string, StoredAccessToken>()
  readonly refreshTokens = new Map<string, StoredRefreshToken>()
  readonly #config: OAuthConfig
  readonly #listeners = new Set<() => void>()

  constructor(config: OAuthConfig) {
    this.#config = config
  }

  newGrant(clientId: string, scopes: readonly string[]): Grant {
    return { grantId: randomUUID(), clientId, accountId: this.#config.account().id, scopes: [...scopes] }
  }

  addCode(grant: Grant, place: { redirectUri: string; challenge?: string | undefined }): string {
    const code = this.#config.tokenFormat()
    const expiresAt = this.#now() + this.#config.codeTtlSeconds * 1000
    this.codes.set(code, { ...grant, ...place, expiresAt, used: false })
    return this.#changed(code)
  }

  /** A token that expires after so many seconds, or never (null). */
  addAccessToken(grant: Grant, ttlSeconds: number | null): string {
    const token = this.#config.tokenFormat()
    const expiresAt = ttlSeconds === null ? null : this.#now() + ttlSeconds * 1000
    this.accessTokens.set(token, { ...grant, expiresAt })
    return this.#changed(token)
  }

  addRefreshToken(grant: Grant): string {
    const token = this.#config.tokenFormat()
    this.refreshTokens.set(token, { ...grant, expiresAt: null })
    return this.#changed(token)
  }

  markUsed(code: string): void {
    const found = this.codes.get(code)
    if (found) this.codes.set(code, { ...found, used: true })
    this.#changed()
  }

  /** Lets a replaced refresh token live on for so many seconds from its first replacement. */
  retireRefreshToken(token: string, graceSeconds: number): void {
    const found = this.refreshTokens.get(token)
    if (found?.expiresAt === null) {
      this.refreshTokens.set(token, { ...found, expiresAt: this.#now() + graceSeconds * 1000 })
    }
    this.#changed()
  }

  /** Whether the moment has passed; null never passes. */
  isOver(moment: number | null): boolean {
    return moment !== null && moment <= this.#now()
  }

  expireAccessTokens(): void {
    const now = this.#now()
    for (const [token, stored] of this.accessTokens) {
      if (stored.expiresAt !== null) this.accessTokens.set(token, { ...stored, expiresAt: now })
    }
    this.#changed()
  }

  revokeAccessToken(token: string): void {
    this.accessTokens.delete(token)
    this.#changed()
  }

  /** Takes back everything that one consent gave. */
  revokeGrant(grantId: string): void {
    for (const tokens of [this.accessTokens, this.refreshTokens]) {
      for (const [token, stored] of tokens) if (stored.grantId === grantId) tokens.delete(token)
    }
    this.#changed()
  }

  revokeAll(): void {
    for (const tokens of [this.codes, this.accessTokens, this.refreshTokens]) tokens.clear()
    this.#changed()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get(): OAuthState {
    return {
      codes: Object.fromEntries(this.codes),
      accessTokens: Object.fromEntries(this.accessTokens),
      refreshTokens: Object.fromEntries(this.refreshTokens),
    }
  }

  /** @throws ZodError when `state` is none. */
  set(state: unknown): void {
    const { codes, accessTokens, refreshTokens } = oauthStateSchema.parse(state)
    replace(this.codes, codes)
    replace(this.accessTokens, accessTokens)
    replace(this.refreshTokens, refreshTokens)
  }

  #now(): number {
    return this.#config.clock.now().getTime()
  }

  #changed(): void
  #changed(issued: string): string
  #changed(issued?: string): string | undefined {
    this.#prune()
    for (const listener of this.#listeners) listener()
    return issued
  }

  /** Expired entries are kept for a day, so that an expired token can be told from an unknown one. */
  #prune(): void {
    const dayAgo = this.#now() - 86_400_000
    for (const tokens of [this.codes, this.accessTokens, this.refreshTokens]) {
      if (tokens.size < 1_000) continue
      for (const [token, { expiresAt }] of tokens)
        if (expiresAt !== null && expiresAt < dayAgo) tokens.delete(token)
    }
  }
}

function replace<V>(map: Map<string, V>, entries: Record<string, V>): void {
  map.clear()
  for (const [key, value] of Object.entries(entries)) map.set(key, value)
}
