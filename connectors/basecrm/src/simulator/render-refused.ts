import { STATUS_CODES } from 'node:http'
import type { Refused } from './refused.js'

const links = { more_info: 'https://developers.getbase.com/docs/rest/articles/errors' }

/** The body of a refusal, in the envelope of the back end that refused. */
export function renderRefused({ status, errors, family }: Refused, logref: string): unknown {
  const meta = { type: 'error', links }
  const isCatalog = family === 'catalog'
  return {
    errors: errors.map((error) => (isCatalog ? { meta, error } : { error, meta })),
    meta: {
      type: isCatalog ? 'collection' : 'errors',
      http_status: `${status} ${STATUS_CODES[status]}`,
      logref,
      links,
    },
  }
}
