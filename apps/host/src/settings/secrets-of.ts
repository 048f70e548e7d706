import type { Settings } from './settings.js'

/** Every secret value of the settings, to be kept out of logs. */
export function secretsOf(settings: Settings): string[] {
  const { database, secretKey, previousSecretKeys, tenants, connectors } = settings
  const password = 'url' in database ? passwordOf(database.url) : undefined
  return [
    secretKey,
    ...previousSecretKeys,
    password,
    password && decodeURIComponent(password),
    ...Object.values(tenants).map(({ connec }) => connec.apiKey),
    ...Object.values(connectors).flatMap(({ clientSecret, webhookSecret }) => [clientSecret, webhookSecret]),
  ].filter((secret): secret is string => secret !== undefined && secret !== '')
}

function passwordOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).password || undefined : undefined
}
