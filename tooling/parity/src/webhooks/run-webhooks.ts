import type { Outcome, Runner } from '../runner.js'
import type { Vector } from '../vector.js'
import { compareAftermath } from './compare-aftermath.js'
import { followMessage } from './follow-message.js'
import { webhookVector } from './webhook-vector.js'

/** A message about changes, from the hub or from the application, and what follows it. */
export const webhooks: Runner = { file: 'webhooks.json', required: true, run: runWebhooks }

async function runWebhooks(vector: Vector): Promise<Outcome> {
  const recorded = webhookVector.parse(vector)
  return { differences: compareAftermath(recorded, await followMessage(recorded)) }
}
