import { createHub, type Hub } from '@duet/hub'
import {
  createRequestLog,
  type RequestLog,
  serveHandlers,
  systemClock,
  withRequestLog,
} from '@duet/simulator'
import { getResponse, HttpResponse, http } from 'msw'
import { type Company, foundCompany } from './company.js'

/** The hub and Base CRM over HTTP, with the companies that work there. */
export interface OtherSides extends AsyncDisposable {
  readonly hub: Hub
  readonly hubUrl: string
  readonly baseCrmUrl: string
  readonly companies: readonly Company[]
  /** How many writes both were asked for so far. */
  writes(): number
}

const BASE_CRM = 'https://api.getbase.com'
const KEPT_REQUESTS = 1_000_000

/** Starts both on any free ports. */
export async function openOtherSides(companyCount: number): Promise<OtherSides> {
  const hub = await createHub({ companies: [] })
  const requests = createRequestLog(KEPT_REQUESTS)
  const companies: Company[] = []
  const servedHub = await serveHandlers(withRequestLog(hub.handlers, requests, systemClock), {
    baseUrl: 'https://api-connec.maestrano.com',
  })
  const servedBaseCrm = await serveHandlers(withRequestLog([accounts(companies)], requests, systemClock), {
    baseUrl: BASE_CRM,
  })
  for (let number = 0; number < companyCount; number++)
    companies.push(await foundCompany(hub, number, servedBaseCrm.url))
  return {
    hub,
    hubUrl: servedHub.url,
    baseCrmUrl: servedBaseCrm.url,
    companies,
    writes: () => writesIn(requests),
    async [Symbol.asyncDispose]() {
      await Promise.all([servedHub.close(), servedBaseCrm.close()])
      await Promise.all(companies.map(({ baseCrm }) => baseCrm.close()))
      await hub.close()
    },
  }
}

/** One address, many accounts: the token says whose. */
const accounts = (companies: readonly Company[]) =>
  http.all(`${BASE_CRM}/*`, async ({ request }) => {
    const token = request.headers.get('authorization')?.replace(/^bearer /i, '')
    const company = companies.find((candidate) => candidate.token === token)
    const answer = company && (await getResponse(company.baseCrm.handlers, request))
    return answer ?? new HttpResponse(null, { status: 401 })
  })

const writesIn = (requests: RequestLog) =>
  ['POST', 'PUT', 'DELETE'].reduce((sum, method) => sum + requests.count({ method }), 0)
