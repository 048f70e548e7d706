import { escapeHtml } from '../escape-html.js'
import type { AuthorizationRequest } from './authorization-request.js'
import type { OAuthConfig } from './oauth-options.js'
import { page } from './page.js'

/** The page that asks the owner of the account; its form repeats the parameters and adds `decision`. */
export function consentPage(
  config: OAuthConfig,
  { client, scopes }: AuthorizationRequest,
  parameters: URLSearchParams,
): Response {
  const application = escapeHtml(config.applicationName)
  const body = `
<h1>Allow access to ${application}?</h1>
<p>The application <strong>${escapeHtml(client.name ?? client.id)}</strong> asks for access to the account <strong>${escapeHtml(config.account().name)}</strong>. It wants to use:</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post">${hiddenFields(parameters)}
<div class="actions">
<button class="allow" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</div>
</form>`
  return page(`Allow access to ${config.applicationName}?`, body)
}

function hiddenFields(parameters: URLSearchParams): string {
  return [...parameters]
    .filter(([name]) => name !== 'decision')
    .map(([name, value]) => `\n<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')
}
