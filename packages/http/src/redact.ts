const HIDDEN = '[redacted]'
/** Shorter values are words of ordinary text: hiding them would make messages unreadable and hide nothing. */
const SHORTEST = 4

/**
 * The text without the given secrets, in any of the spellings an answer may echo them: plain, percent-encoded, inside
 * JSON, base64.
 *
 * @example
 * redact('token 0123abcd expired', ['0123abcd']) // 'token [redacted] expired'
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const spelling of spellings(secrets)) clean = clean.replaceAll(spelling, HIDDEN)
  return clean
}

/** The secrets inside headers that say who we are: the value, what follows its scheme, and user and password of Basic. */
export function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.values(headers).flatMap((value) => {
    const [scheme, credentials] = splitOnce(value, ' ')
    if (credentials === undefined) return [value]
    if (scheme.toLowerCase() !== 'basic') return [value, credentials]
    const decoded = Buffer.from(credentials, 'base64').toString('utf8')
    const [, password] = splitOnce(decoded, ':')
    return [value, credentials, decoded, password ?? '']
  })
}

function spellings(secrets: readonly string[]): string[] {
  const known = secrets.filter((secret) => secret.length >= SHORTEST)
  const all = known.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret, 'utf8').toString('base64'),
  ])
  // longest first, so that a secret inside another one leaves no remainder
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)]
}
