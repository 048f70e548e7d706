import { createHttp } from '@duet/http'
import { Agent, request } from 'undici'
import { compare } from '../measure/compare.js'
import { profiled } from '../measure/profile.js'
import { rounded } from '../measure/round.js'
import { startServer } from '../servers/start-server.js'
import type { Suite, SuiteResult } from '../suite.js'
import { numberedPage } from './numbered-page.js'

const PAGES = 2_000
const PAGE_SIZE = 100
const ROUNDS = 9

/** Pages are let go, as by whoever reads a large list: a heap full of records would be measured instead of the clients. */
const idOf = (record: unknown): unknown =>
  typeof record === 'object' && record !== null ? Reflect.get(record, 'id') : undefined

/** Pages a second through Duet's client, against a bare loop of undici on the same server. */
export const http: Suite = {
  name: 'http',
  targets: [{ name: 'http: of bare undici', target: '≥ 0.9', holds: (value) => value >= 0.9 }],
  limitMinutes: { quick: 2, full: 8 },
  async run({ scale, say }): Promise<SuiteResult> {
    const pages = scale(PAGES)
    await using server = await startServer('pages', { pages, pageSize: PAGE_SIZE })
    await using client = createHttp({ baseUrl: server.url, userAgent: 'bench' })
    const agent = new Agent({ connections: 8 })
    await using _ = { [Symbol.asyncDispose]: () => agent.close() }
    say(`${pages} pages of ${PAGE_SIZE} records`)

    const duet = {
      name: 'Duet',
      run: async () => {
        const read: unknown[] = []
        const options = {
          query: { page: 0 },
          next: ({ next }: { next: number | null }) => (next === null ? undefined : { page: next }),
        }
        for await (const { records } of client.pages('/people', numberedPage, options))
          for (const record of records) read.push(idOf(record))
        return read
      },
    }
    const comparison = await compare({
      what: 'reading pages',
      minMs: 400,
      rounds: ROUNDS,
      sides: [
        duet,
        {
          name: 'undici',
          run: async () => {
            const read: unknown[] = []
            let next: number | null = 0
            while (next !== null) {
              const { body } = await request(`${server.url}/people?page=${next}`, { dispatcher: agent })
              const page: { records: unknown[]; next: number | null } = JSON.parse(await body.text())
              for (const record of page.records) read.push(idOf(record))
              next = page.next
            }
            return read
          },
        },
      ],
    })
    const { profile } = await profiled(duet.run)
    const perSecond = (name: string) => Math.round((pages / comparison.ms(name)) * 1000)
    const value = rounded(comparison.speed('Duet', 'undici'))
    return {
      figures: {
        'of bare undici': value,
        'Duet, pages/s': perSecond('Duet'),
        'undici, pages/s': perSecond('undici'),
      },
      profiles: { 'self time of Duet by function': profile },
      measured: { 'http: of bare undici': { size: `${pages} pages of ${PAGE_SIZE} records`, value } },
    }
  },
}
