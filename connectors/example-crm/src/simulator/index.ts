export type { CollectionName } from './collections.js'
export { createExampleCrmSimulator } from './create-example-crm-simulator.js'
export type { ExampleRecord } from './example-record.js'
export type {
  CollectionDescription,
  ExampleCrmSimulator,
  ExampleCrmSimulatorOptions,
} from './simulator-options.js'
export { type ExampleWebhooks, signWebhook, type WebhookSubscription } from './webhooks.js'
