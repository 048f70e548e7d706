import type { Connector, Resource, WebhookRequest, Webhooks } from '@duet/core'
import { CannotCheckError } from '../cannot-check-error.js'
import type { Kit } from '../kit.js'
import { canBeFilled } from '../records/fill-store.js'

/** True when the connector understands webhooks. */
export const hasWebhooks = ({ webhooks }: Connector): true | string =>
  webhooks !== undefined || 'it declares no webhooks'

/** Those of a connector that has some. Throws `CannotCheckError`. */
export function webhooksOf({ webhooks }: Connector): Webhooks {
  if (webhooks === undefined) throw new CannotCheckError('it declares no webhooks')
  return webhooks
}

/** Resources whose records can be changed at the application. */
export const fillable = (kit: Kit): readonly Resource[] =>
  kit.resources.filter((resource) => canBeFilled(resource, kit) === true)

/** The body as the host reads it. */
export const bodyOf = ({ body }: WebhookRequest): unknown => JSON.parse(new TextDecoder().decode(body))
