import { createClock, mockNetwork } from '@duet/simulator'
import { createExampleCrmSimulator, type ExampleCrmSimulatorOptions } from '../src/simulator/index.js'
import { apiClient } from './api-client.js'

/** An Example CRM on the network of this process, with a client that may do everything. */
export function startCrm(options: ExampleCrmSimulatorOptions = {}) {
  const clock = createClock({ now: new Date('2026-11-24T08:00:00Z') })
  const crm = createExampleCrmSimulator({ clock, webhookRetries: 0, ...options })
  const network = mockNetwork(...crm.handlers)
  network.listen()
  return {
    crm,
    network,
    http: apiClient({ authorization: `Bearer ${crm.oauth.issue()}` }),
    async [Symbol.asyncDispose]() {
      await crm.close()
      network.close()
    },
  }
}
