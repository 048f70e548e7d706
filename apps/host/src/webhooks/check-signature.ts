import { createHmac } from 'node:crypto'
import type { WebhookRequest, Webhooks } from '@duet/core'
import { sameSecret } from '../notifications/same-secret.js'

const TOLERANCE_SECONDS = 300

/** Whether the application signed the request with the secret, and not too long ago. */
export function isSigned(
  { signature }: Webhooks,
  { request, secret, now }: { request: WebhookRequest; secret: string; now: number },
): boolean {
  const sent = signature.sent(request)
  if (sent === undefined) return false
  const expected = createHmac(signature.algorithm, secret).update(signature.signed(request)).digest('hex')
  if (!sameSecret(sent.toLowerCase(), expected)) return false
  if (signature.at === undefined) return true
  const at = signature.at(request)
  const toleranceMs = (signature.toleranceSeconds ?? TOLERANCE_SECONDS) * 1000
  return at !== undefined && Math.abs(now - at.getTime()) <= toleranceMs
}
