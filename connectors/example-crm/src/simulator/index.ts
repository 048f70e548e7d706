export type { CollectionName } from './collections.js'
export {
  createExampleCrmSimulator,
  type ExampleCrmSimulator,
  type ExampleCrmSimulatorOptions,
} from './create-example-crm-simulator.js'
export { signWebhook } from './webhooks.js'
