import { createConnecHttp } from '@duet/connec-client'
import { createHttp, type HttpClient } from '@duet/http'
import type { MockAgent } from 'undici'

/** HTTP clients of both sides, over a scripted network. */
export interface ScriptedClients extends AsyncDisposable {
  readonly application: HttpClient
  readonly hub: HttpClient
}

/** Clients as the host makes them, but for retries, of which nothing was recorded. */
export function scriptedClients(
  dispatcher: MockAgent,
  origins: { application: string; hub: string },
): ScriptedClients {
  const own = { userAgent: 'Duet parity', retry: { tries: 1 }, dispatcher }
  const application = createHttp({ ...own, baseUrl: origins.application })
  const hub = createConnecHttp({ ...own, host: origins.hub, apiId: 'id', apiKey: 'key' })
  return {
    application,
    hub,
    async [Symbol.asyncDispose]() {
      await Promise.all([application.close(), hub.close()])
    },
  }
}
