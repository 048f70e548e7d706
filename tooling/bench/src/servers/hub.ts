import type { PlainRecord } from '@duet/core'
import { createHub } from '@duet/hub'
import { createRequestLog, serveHandlers, systemClock, withRequestLog } from '@duet/simulator'
import { z } from 'zod'
import { contactFields } from '../world/connector.js'
import { groupOf, HUB } from './hub-names.js'
import type { Served } from './served.js'

const MOST_REQUESTS = 1_000_000
const AT_ONCE = 500

export interface HubOptions {
  /** How many people there are at the start, in addition to those the application has. */
  readonly people: number
  /** Companies beside the measured one, each empty and with a group of its own: `cld-bench-1` and so on. */
  readonly others?: number
}

/** What a person at the hub looks like, told by its number. */
export const personFields = (number: number, version = 1) => {
  const { first_name, last_name, title, email, phone, city, country } = contactFields(number, version)
  return {
    first_name,
    last_name,
    job_title: title,
    email: { address: email },
    phone_work: { landline: phone },
    address_work: { billing: { city, country } },
  }
}

/** Numbers of people who are only known at the hub. */
const FIRST_AT_HUB = 10_000_001

/** The measured hub: Duet's own, its records in memory. */
export async function startHub({ people, others = 0 }: HubOptions): Promise<Served> {
  const { company, group, apiId, apiKey } = HUB
  const hub = await createHub({
    companies: [
      {
        uid: company,
        name: 'Measured',
        groups: [
          { uid: group, apiId, apiKey },
          { uid: HUB.people, apiId: 'people', apiKey: 'people' },
        ],
      },
      ...Array.from({ length: others }, (_, at) => ({
        uid: `${company}-${at + 1}`,
        name: `Company ${at + 1}`,
        groups: [{ uid: groupOf(at + 1), apiId, apiKey }],
      })),
    ],
  })
  const author = { by: HUB.people }
  for (let from = 0; from < people; from += AT_ONCE) {
    const many = Array.from({ length: Math.min(AT_ONCE, people - from) }, (_, at) =>
      personFields(FIRST_AT_HUB + from + at),
    )
    await hub.records.createMany(company, 'people', many, author)
  }
  const requests = createRequestLog(MOST_REQUESTS)
  const { url } = await serveHandlers(withRequestLog(hub.handlers, requests, systemClock), {
    baseUrl: 'https://api-connec.maestrano.com',
  })
  return {
    url,
    commands: {
      stats: () => ({
        reads: requests.count({ method: 'GET' }),
        pages: requests.count({ method: 'GET', path: /\/people\?/ }),
        batches: requests.count({ method: 'POST', path: /\/batch/ }),
        writes: requests.count() - requests.count({ method: 'GET' }),
      }),
      /** How many batches came, and when the last did: epoch milliseconds. */
      written: () => {
        const batches = requests.requests.filter(({ path }) => path === '/batch')
        return { batches: batches.length, at: batches.at(-1)?.at.getTime() ?? 0 }
      },
      reset: () => requests.clear(),
      /** Somebody edits the first so many. */
      edit: async ({ count = 0, version = 2 }) => {
        const all = (await hub.records.list(company, 'people')).slice(0, count)
        for (const record of all)
          await hub.records.update(
            company,
            'people',
            hubIdOf(record),
            { job_title: `Changed ${version}` },
            author,
          )
      },
      count: () => hub.records.count(company, 'people'),
      all: async () => await hub.records.list(company, 'people'),
      addGroup: ({ url: notificationUrl }) =>
        hub.addGroup(company, { uid: 'cld-told', apiId: 'told', apiKey: 'told', notificationUrl }),
    },
  }
}

const idEntry = z.looseObject({ id: z.string(), provider: z.string() })

/** The hub's own id among those of a record. */
function hubIdOf({ id }: PlainRecord): string {
  const own = z
    .array(idEntry)
    .parse(id)
    .find(({ provider }) => provider === 'connec')
  if (own === undefined) throw new Error('Failed to edit a record of the hub: it has no id of its own.')
  return own.id
}
