import type { ApiPlan, AuthKind, AuthPlan, PagingPlan, PagingStyle } from './connector-plan.js'

/** An API as many are, for an application of which nothing is known yet. */
export const defaultApi = (name: string): ApiPlan => ({
  origin: `https://api.${name}.test`,
  basePath: '/v1',
  auth: defaultAuth('oauth2'),
  paging: defaultPaging('next-link'),
  items: 'data',
  envelope: null,
  bodyEnvelope: null,
  since: 'updated_since',
  updates: 'PATCH',
  account: { path: '/me', envelope: null, id: 'id', idKind: 'text', name: 'name', known: false },
})

export function defaultAuth(kind: AuthKind): AuthPlan {
  switch (kind) {
    case 'oauth2':
      return { kind, authorizePath: '/oauth/authorize', tokenPath: '/oauth/token', scopes: ['read', 'write'] }
    case 'api-key':
      return { kind, header: 'X-Api-Key' }
    case 'basic':
      return { kind }
  }
}

export function defaultPaging(style: PagingStyle): PagingPlan {
  switch (style) {
    case 'none':
      return { style }
    case 'next-link':
      return { style, size: 'limit', next: 'next' }
    case 'page-number':
      return { style, size: 'per_page', page: 'page', pages: 'pages' }
    case 'offset':
      return { style, size: 'limit', offset: 'offset', total: 'total' }
    case 'cursor':
      return { style, size: 'limit', cursor: 'cursor', next: 'next_cursor' }
  }
}
