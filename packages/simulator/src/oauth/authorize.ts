import { HttpResponse } from 'msw'
import { escapeHtml } from '../escape-html.js'
import { type AuthorizationRefusal, checkAuthorizationRequest } from './authorization-request.js'
import { consentPage } from './consent-page.js'
import { formBody } from './form-body.js'
import { OAuthError } from './oauth-error.js'
import type { OAuthConfig } from './oauth-options.js'
import { page } from './page.js'
import type { TokenVault } from './token-vault.js'

/** GET of the authorize page: asks for consent, or says why it cannot. */
export function askForConsent(config: OAuthConfig, request: Request): Response {
  const parameters = new URL(request.url).searchParams
  const asked = checkAuthorizationRequest(config, parameters)
  return 'kind' in asked ? refusal(asked) : consentPage(config, asked, parameters)
}

/** POST of the authorize page: sends the person back with a code, or with `access_denied`. */
export async function decide(config: OAuthConfig, vault: TokenVault, request: Request): Promise<Response> {
  const parameters = await queryAndForm(request)
  const asked = parameters ? checkAuthorizationRequest(config, parameters) : unreadable
  if ('kind' in asked) return refusal(asked)
  const { client, scopes, redirectUri, state, challenge } = asked
  const decision = parameters?.get('decision')
  if (decision === 'allow') {
    const code = vault.addCode(vault.newGrant(client.id, scopes), { redirectUri, challenge })
    return redirect(redirectUri, { code, state })
  }
  if (decision === 'deny') {
    const error_description = 'The owner of the account denied access.'
    return redirect(redirectUri, { error: 'access_denied', error_description, state })
  }
  return refusal({ kind: 'page', message: 'Please decide with one of the two buttons.' })
}

const unreadable: AuthorizationRefusal = { kind: 'page', message: 'The form could not be read.' }

async function queryAndForm(request: Request): Promise<URLSearchParams | undefined> {
  const parameters = new URL(request.url).searchParams
  try {
    for (const [name, value] of await formBody(request)) parameters.set(name, value)
    return parameters
  } catch (error) {
    if (error instanceof OAuthError) return undefined
    throw error
  }
}

function refusal(refused: AuthorizationRefusal): Response {
  if (refused.kind === 'page') {
    return page(
      'Access cannot be granted',
      `<h1>Access cannot be granted</h1><p>${escapeHtml(refused.message)}</p>`,
      400,
    )
  }
  const { redirectUri, state, error, description } = refused
  return redirect(redirectUri, { error, error_description: description, state })
}

function redirect(to: string, parameters: Record<string, string | null>): Response {
  const url = new URL(to)
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value)
  const headers = { location: url.href, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }
  return new HttpResponse(null, { status: 303, headers })
}
