import { mockNetwork } from '@duet/simulator'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { createConnec, createConnecHttp, type Identity } from '../src/index.js'

export const host = 'https://api-connec.maestrano.com'
export const people = `${host}/api/v2/cld-1/people`
export const identity: Identity = { provider: 'basecrm', realm: 'acc-9' }
export const own = (id: string) => ({ id, ...identity })
export const hub = (id: string) => ({ id, provider: 'connec', realm: 'org-fbte' })

/** A client whose network is the handlers of the test. */
export function hubClient(options: { maxBodyBytes?: number; timeoutMs?: number } = {}) {
  const network = mockNetwork()
  beforeAll(() => network.listen())
  afterEach(() => network.resetHandlers())
  afterAll(() => network.close())
  const http = createConnecHttp({
    host,
    apiId: 'app-1',
    apiKey: 'canary-key',
    userAgent: 'Duet/test',
    retry: { tries: 3, minDelayMs: 1, maxDelayMs: 1 },
    ...options,
  })
  return { network, client: createConnec({ http, groupId: 'cld-1', ...identity }) }
}
