import type { AuthPlan } from '../plan/connector-plan.js'
import { type OpenapiDocument, type SecurityScheme, securityScheme } from './document.js'

/** How to sign in, and what its author has to know of it. */
export interface FoundAuth {
  readonly auth: AuthPlan | undefined
  readonly remarks: readonly string[]
}

/** The first way to sign in that a connector can use, those that hold for the whole API first. */
export function authIn(
  { components, security = [] }: OpenapiDocument,
  origin: string | undefined,
): FoundAuth {
  const schemes = components?.securitySchemes ?? {}
  const general = security.flatMap((requirement) => Object.keys(requirement))
  const names = [...new Set([...general, ...Object.keys(schemes)])]
  for (const name of names) {
    const parsed = securityScheme.safeParse(schemes[name])
    const found = parsed.success ? planOf(parsed.data, origin) : undefined
    if (found !== undefined) return found
  }
  const unknown = names.length === 0 ? 'it says nothing of signing in' : `it signs in by ${names.join(', ')}`
  return { auth: undefined, remarks: [`${unknown}: OAuth is assumed, change \`auth\` in src/index.ts.`] }
}

function planOf(scheme: SecurityScheme, origin: string | undefined): FoundAuth | undefined {
  if (scheme.type === 'apiKey') return { auth: { kind: 'api-key', header: scheme.name }, remarks: [] }
  if (scheme.type === 'http')
    return scheme.scheme === 'basic'
      ? { auth: { kind: 'basic' }, remarks: [] }
      : scheme.scheme === 'bearer'
        ? { auth: { kind: 'api-key', header: 'Authorization', prefix: 'Bearer ' }, remarks: [] }
        : undefined
  const { authorizationUrl, tokenUrl, scopes = {} } = scheme.flows.authorizationCode
  const urls = [authorizationUrl, tokenUrl].map((url) => new URL(url, origin ?? 'https://api.example.test'))
  const elsewhere = urls.filter((url) => origin !== undefined && url.origin !== origin)
  return {
    auth: {
      kind: 'oauth2',
      authorizePath: urls[0]?.pathname ?? '',
      tokenPath: urls[1]?.pathname ?? '',
      scopes: Object.keys(scopes),
    },
    remarks: elsewhere.map(
      ({ href }) => `signing in happens at ${href}, elsewhere than the API: say so in src/index.ts.`,
    ),
  }
}
