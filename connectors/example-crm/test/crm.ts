import { createClock } from '@duet/simulator'
import { connectSimulator } from '@duet/testing'
import { exampleCrm } from '../src/index.js'
import { createExampleCrmSimulator, type ExampleCrmSimulatorOptions } from '../src/simulator/index.js'

/** An Example CRM on the network of this process, with a client that may do everything. */
export function startCrm(options: ExampleCrmSimulatorOptions = {}) {
  const clock = createClock({ now: new Date('2026-11-24T08:00:00Z') })
  const crm = createExampleCrmSimulator({ clock, webhookRetries: 0, ...options })
  return { ...connectSimulator(exampleCrm, crm), crm }
}
