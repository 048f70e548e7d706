import { createHmac } from 'node:crypto'
import type { WebhookRequest, Webhooks } from '@duet/core'

const TOLERANCE_SECONDS = 300

/** Whether a host would take the request at the moment `now`. */
export function isSigned(
  { signature }: Webhooks,
  { request, secret, now }: { request: WebhookRequest; secret: string; now: Date },
): boolean {
  const expected = createHmac(signature.algorithm, secret).update(signature.signed(request)).digest('hex')
  if (signature.sent(request)?.toLowerCase() !== expected) return false
  if (signature.at === undefined) return true
  const at = signature.at(request)
  const toleranceMs = (signature.toleranceSeconds ?? TOLERANCE_SECONDS) * 1_000
  return at !== undefined && Math.abs(now.getTime() - at.getTime()) <= toleranceMs
}
