/** Who we are to an API: the headers of the next request, and a way to new ones after a 401. */
export interface Authorization {
  /** Headers for the next request; asked for before every try, so a token is never older than it must be. */
  headers(): Promise<Readonly<Record<string, string>>>
  /**
   * After a 401: true when new headers are available and the request may be sent once more. It is given the headers
   * that were refused, so that a caller whose token was already replaced by another does not replace it again.
   */
  renew?(refused: Readonly<Record<string, string>>): Promise<boolean>
  /** A token that is valid now, or the key; absent where there is neither. */
  getAccessToken?(): Promise<string>
}

/**
 * OAuth access tokens, as `Authorization: Bearer …`.
 *
 * @example
 * const tokens = createTokenSource({ … })
 * createHttp({ baseUrl, userAgent, authorization: bearer(tokens.getAccessToken, tokens.renew) })
 */
export function bearer(
  getAccessToken: () => Promise<string>,
  renew?: (refusedToken: string) => Promise<boolean>,
): Authorization {
  const headers = async () => ({ authorization: `Bearer ${await getAccessToken()}` })
  if (renew === undefined) return { headers, getAccessToken }
  return {
    headers,
    getAccessToken,
    renew: (refused) => renew((refused.authorization ?? '').replace(/^Bearer /, '')),
  }
}

/** HTTP Basic (RFC 7617), user and password in UTF-8. */
export function basicAuthorization(user: string, password: string): Authorization {
  const value = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
  return { headers: async () => ({ authorization: value }) }
}

/**
 * A key in a header of the API's choice; `prefix` stands right before it, its space included.
 *
 * @example
 * apiKeyAuthorization('authorization', key, 'Token ')
 */
export function apiKeyAuthorization(header: string, key: string, prefix = ''): Authorization {
  const value = `${prefix}${key}`
  return { headers: async () => ({ [header.toLowerCase()]: value }), getAccessToken: async () => key }
}
