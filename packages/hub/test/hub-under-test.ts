import { createConnec, createConnecHttp, readIds } from '@duet/connec-client'
import { isPlainObject } from '@duet/core'
import { createClock, createFaults, mockNetwork } from '@duet/simulator'
import type { RequestHandler } from 'msw'
import { createHub, type HubGroup, type HubOptions } from '../src/index.js'

export const host = 'https://api-connec.maestrano.com'
export const crm: HubGroup = { uid: 'cld-crm', apiId: 'app-crm', apiKey: 'key-crm' }
export const shop: HubGroup = {
  uid: 'cld-shop',
  apiId: 'app-shop',
  apiKey: 'key-shop',
  notificationUrl: 'https://shop.example/maestrano/connec/notifications/default',
}
export const company = 'org-fbte'
export const crmIdentity = { provider: 'basecrm', realm: 'acc-9' }
export const shopIdentity = { provider: 'shop', realm: 'store-1' }

export interface RawAnswer {
  status: number
  location: string | null
  /** Tests look into it as deep as they like. */
  body: ReturnType<JSON['parse']>
}

/** A hub on the mocked network, with two applications of one company and a clock that stands still. */
export async function hubUnderTest(options: Partial<HubOptions> & { others?: RequestHandler[] } = {}) {
  const clock = createClock({ now: new Date('2026-11-24T08:00:00.400Z') })
  const faults = createFaults()
  const { others = [], ...hubOptions } = options
  const hub = await createHub({
    companies: [{ uid: company, name: 'Acme', groups: [crm, shop] }],
    clock,
    faults,
    // long enough that only `flush` tells
    notificationDelayMs: 60_000,
    notificationRetryMs: 1,
    ...hubOptions,
  })
  const network = mockNetwork(...hub.handlers, ...others)
  network.listen()

  const clientOf = (group: HubGroup, identity: { provider: string; realm: string }) => {
    const retry = { tries: 3, minDelayMs: 1, maxDelayMs: 1 }
    const http = createConnecHttp({
      host,
      apiId: group.apiId,
      apiKey: group.apiKey,
      userAgent: 'Duet/test',
      retry,
    })
    return createConnec({ http, groupId: group.uid, ...identity })
  }
  return {
    hub,
    clock,
    faults,
    network,
    crmClient: clientOf(crm, crmIdentity),
    shopClient: clientOf(shop, shopIdentity),
    /** A raw request as the CRM. */
    async call(
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<RawAnswer> {
      const response = await fetch(`${host}${path}`, {
        method,
        headers: {
          authorization: `Basic ${btoa('app-crm:key-crm')}`,
          'connec-external-ids': 'true',
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return {
        status: response.status,
        location: response.headers.get('location'),
        body: JSON.parse(await response.text()),
      }
    },
    async [Symbol.asyncDispose]() {
      network.close()
      await hub.close()
    },
  }
}

/** The hub's id of a record, or the id array of one. */
export function connecIdOf(record: unknown): string {
  const ids: unknown = isPlainObject(record) ? record.id : record
  return readIds(Array.isArray(ids) ? ids : undefined, crmIdentity).connecId ?? ''
}
