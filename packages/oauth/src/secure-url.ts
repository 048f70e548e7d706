import { DefinitionError } from '@duet/core'

/** True for addresses that never leave this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  )
}

/** The URL, if secrets may travel there: over https, or to this machine (a simulator). Throws `DefinitionError`. */
export function secureUrl(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url))) return url
  throw new DefinitionError(
    `Failed to use the ${what}: ${url === undefined ? 'it is not a URL' : `secrets would travel unprotected to ${url.host}`}. Give an https URL; plain http is for this machine only.`,
  )
}
