import { json } from '@duet/simulator'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { connec } from '../src/index.js'
import { hub, hubClient, people } from './hub-client.js'

const LIMIT = 20_000
const { network, client } = hubClient({ maxBodyBytes: LIMIT })

/** Serves records with descriptions of the given lengths; returns the windows that were asked for. */
function serve(lengths: readonly number[]): string[] {
  const asked: string[] = []
  network.use(
    http.get(people, ({ request }) => {
      const url = new URL(request.url)
      const skip = Number(url.searchParams.get('$skip') ?? 0)
      const top = Number(url.searchParams.get('$top'))
      asked.push(`${skip}+${top}`)
      const records = lengths.map((length, at) => ({ id: [hub(`p${at}`)], description: 'z'.repeat(length) }))
      url.searchParams.set('$skip', String(skip + top))
      const pagination = skip + top < lengths.length ? { next: url.href } : {}
      return json(200, { people: records.slice(skip, skip + top), pagination })
    }),
  )
  return asked
}

async function read(pageSize: number) {
  const ids: string[] = []
  const failed: string[] = []
  for await (const { records, failures } of client.list(connec.person, { pageSize })) {
    ids.push(...records.map(({ id }) => id))
    failed.push(...failures.map(({ error }) => error.path))
  }
  return { ids, failed }
}

const named = (...places: number[]) => places.map((at) => `p${at}`)

test('a page that is too big is read in smaller ones, and the list goes on in its old size', async () => {
  const asked = serve([100, 15_000, 15_000, 100, 100, 100, 100, 100, 100, 100])
  expect(await read(4)).toEqual({ ids: named(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), failed: [] })
  expect(asked).toEqual(['0+4', '0+2', '2+4', '6+4'])
})

test('a record that is too big by itself is a failure of its own; nothing else is lost', async () => {
  serve([100, 100, 100, 30_000, 100, 100, 30_000])
  expect(await read(5)).toEqual({ ids: named(0, 1, 2, 4, 5), failed: ['people[3]', 'people[6]'] })
})
