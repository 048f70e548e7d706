import { randomBytes } from 'node:crypto'
import type { Settings } from '../settings/settings.js'
import { sameSecret } from './same-secret.js'

/** Compared with where there is no such tenant, so that the time taken does not tell which tenants there are. */
const NOBODY = { apiId: randomBytes(16).toString('hex'), apiKey: randomBytes(32).toString('hex') }

/** Whether the `Authorization` header is the tenant's API id and key, by HTTP Basic. */
export function isTenant(
  { tenants }: Pick<Settings, 'tenants'>,
  { tenant, header }: { tenant: string; header: string | undefined },
): boolean {
  const known = Object.hasOwn(tenants, tenant) ? tenants[tenant]?.connec : undefined
  const { apiId, apiKey } = known ?? NOBODY
  const expected = `Basic ${Buffer.from(`${apiId}:${apiKey}`).toString('base64')}`
  const given = (header ?? '').replace(/^basic +/i, 'Basic ')
  return sameSecret(given, expected) && known !== undefined
}
