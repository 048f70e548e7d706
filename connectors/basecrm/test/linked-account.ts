import { bearer, createHttp, type HttpClient } from '@duet/http'
import { createClock, mockNetwork } from '@duet/simulator'
import { onTestFinished } from 'vitest'
import { basecrm } from '../src/index.js'
import { type BaseCrmSimulatorOptions, createBaseCrmSimulator } from '../src/simulator/index.js'

/** A simulated account and a client that is linked to it, until the test is over. */
export function linkAccount(options: BaseCrmSimulatorOptions = {}) {
  const clock = createClock({ now: new Date('2026-03-01T09:00:00Z') })
  const simulator = createBaseCrmSimulator({ clock, ...options })
  const network = mockNetwork(...simulator.handlers)
  const http = createClient(simulator.oauth.issue())
  network.listen()
  onTestFinished(async () => {
    network.close()
    await http.close()
    await simulator.close()
  })
  return { simulator, http, network }
}

/** The client a host makes for the connector; it never waits. */
export function createClient(token: string): HttpClient {
  return createHttp({
    baseUrl: basecrm.baseUrl,
    userAgent: 'Duet/test',
    authorization: bearer(async () => token),
    ...(basecrm.errors && { errors: basecrm.errors }),
    retry: { sleep: async () => {} },
  })
}

/** All records a list yields. */
export async function collect(pages: AsyncIterable<readonly unknown[]>): Promise<unknown[]> {
  const records: unknown[] = []
  for await (const page of pages) records.push(...page)
  return records
}
