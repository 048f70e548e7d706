import { testConnector } from '@duet/testing'
import { exampleCrm } from '../src/index.js'
import { createExampleCrmSimulator } from '../src/simulator/index.js'

testConnector(exampleCrm, {
  simulator: () => createExampleCrmSimulator(),
  fixtures: new URL('../fixtures/', import.meta.url),
  values: {
    orders: { status: ['draft', 'placed', 'confirmed', 'paid', 'cancelled'] },
    invoice: { status: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED'] },
  },
})
