import { isPlainObject } from '@duet/core'
import { createClock } from '@duet/simulator'
import { dropSchema } from '@duet/store'
import { getResponse } from 'msw'
import { describe, expect, test } from 'vitest'
import { createHub, type Hub, type HubOptions } from '../src/index.js'
import { company, crm, host } from './hub-under-test.js'

type Pick = <Item>(items: readonly Item[]) => Item

interface Op {
  readonly method: string
  readonly url: string
  readonly params?: object
}

const base = `/api/v2/${crm.uid}`
const twelve = Array.from({ length: 12 }, (_, at) => at)

/** A few values only, so that records share ids, names and references. */
function fieldsOf(pick: Pick): object {
  const own = (provider: string) => ({
    id: `${pick(['', '', 'lead:'])}${pick(twelve)}`,
    provider,
    realm: 'r',
  })
  return {
    ...pick([{}, { id: [own('crm')] }, { id: [own('crm')] }, { id: [own('crm'), own('shop')] }]),
    ...pick([{}, {}, { first_name: pick(['Ada', 'Bob', 'Cy']), last_name: pick(['A', 'B']) }]),
    ...pick([{}, {}, { organization_id: [own('crm')] }, { organization_id: '' }]),
    ...pick([{}, { is_lead: true }, { notes: [{ description: 'n' }] }, { job_title: pick(['a', 'b']) }]),
    ...pick([{}, {}, {}, {}, {}, {}, { birth_date: 'soon' }]),
    ...pick([{}, {}, { opts: { matching_fields: ['first_name', 'last_name'] } }]),
  }
}

/** An operation on either collection; `known` are the ids of the records there before the batch. */
function randomOp(pick: Pick): (known: Readonly<Record<string, readonly string[]>>) => Op {
  const collection = pick(['people', 'people', 'organizations'])
  const fields = fieldsOf(pick)
  const params = { [collection]: fields }
  const [kind, at] = [pick(['post', 'post', 'put', 'put', 'get', 'none']), pick(twelve)]
  if (kind === 'get') return () => ({ method: 'get', url: `${base}/people?$top=3` })
  if (kind === 'none') return () => ({ method: 'put', url: `${base}/${collection}/nobody`, params })
  if (kind === 'post') return () => ({ method: 'post', url: `${base}/${collection}/`, params })
  return (known) => {
    const ids = known[collection] ?? []
    return { method: 'put', url: `${base}/${collection}/${ids[at % ids.length] ?? 'nobody'}`, params }
  }
}

async function call(hub: Hub, { method, url, params }: Op): Promise<{ status: number; body: unknown }> {
  const request = new Request(`${host}${url}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Basic ${btoa('app-crm:key-crm')}`, 'connec-external-ids': 'true' },
    ...(params === undefined ? {} : { body: JSON.stringify(params) }),
  })
  const response = await getResponse(hub.handlers, request)
  return { status: response?.status ?? 0, body: await response?.json() }
}

async function batch(hub: Hub, ops: readonly Op[]): Promise<unknown[]> {
  const { body } = await call(hub, { method: 'post', url: '/batch', params: { sequential: true, ops } })
  const results = isPlainObject(body) && Array.isArray(body.results) ? body.results : []
  return results.map(({ status, body: answered }) => ({ status, body: answered }))
}

const stateOf = async (hub: Hub) => ({
  people: await hub.records.list(company, 'people'),
  organizations: await hub.records.list(company, 'organizations'),
})

/** Ids are drawn anew by each hub: each becomes the number of those seen before it. */
function withoutOwnIds(value: unknown): unknown {
  const seen = new Map<string, string>()
  const numbered = (id: string) => {
    seen.set(id, seen.get(id) ?? `#${seen.size}`)
    return seen.get(id) ?? ''
  }
  const text = JSON.stringify(value).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, numbered)
  return JSON.parse(text)
}

const options = (clock = createClock({ now: new Date('2026-11-24T08:00:00Z') })) => ({
  companies: [{ uid: company, name: 'Acme', groups: [crm] }],
  clock,
})

async function knownTo(hub: Hub): Promise<Record<string, string[]>> {
  const ids = ({ id }: Readonly<Record<string, unknown>>) =>
    (Array.isArray(id) ? id : []).find(({ provider }) => provider === 'connec')?.id ?? ''
  const { people, organizations } = await stateOf(hub)
  return { people: people.map(ids), organizations: organizations.map(ids) }
}

/** Numbers from 0 to 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

async function equals(seed: number, batches: number, kept: Partial<HubOptions> = {}): Promise<void> {
  const random = seeded(seed)
  const pick: Pick = (items) => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new RangeError('Failed to pick: there is nothing to pick from. Give items.')
    return item
  }
  const clock = createClock({ now: new Date('2026-11-24T08:00:00Z') })
  await using batched = await createHub({ ...options(clock), ...kept })
  await using single = await createHub(options(clock))
  for (let round = 0; round < batches; round += 1) {
    clock.advance(1_000)
    const ops = Array.from({ length: 1 + Math.floor(random() * 30) }, () => randomOp(pick))
    const [known, knownSingly] = [await knownTo(batched), await knownTo(single)]
    const answers = await batch(
      batched,
      ops.map((op) => op(known)),
    )
    const answersSingly: unknown[] = []
    for (const op of ops) answersSingly.push(await call(single, op(knownSingly)))
    const [now, nowSingly] = [await stateOf(batched), await stateOf(single)]
    expect(withoutOwnIds([answers, now]), `seed ${seed}, batch ${round}`).toEqual(
      withoutOwnIds([answersSingly, nowSingly]),
    )
  }
}

test.each([1, 2, 3, 4, 5, 6])('a batch does what its operations do one by one, seed %i', async (seed) => {
  await equals(seed, 8)
})

const postgres = process.env.TEST_DATABASE_URL
describe.skipIf(postgres === undefined)('on PostgreSQL', () => {
  test('a batch does what its operations do one by one, and what the database refuses fails alone', async () => {
    const url = String(postgres)
    const schema = `hub_${crypto.randomUUID().slice(0, 8)}`
    try {
      await equals(7, 4, { url, schema })
      await using hub = await createHub({ ...options(), url, schema })
      const person = (first_name: string) => ({
        method: 'post',
        url: `${base}/people/`,
        params: { people: { first_name } },
      })
      const before = await hub.records.count(company, 'people')
      const unspeakable = {
        ...person('x'),
        params: { people: { id: [{ id: '\0', provider: 'crm', realm: 'r' }] } },
      }
      const answers = await batch(hub, [person('Ada'), unspeakable, person('Bob')])
      expect(answers).toMatchObject([{ status: 201 }, { status: 500 }, { status: 201 }])
      expect(await hub.records.count(company, 'people')).toBe(before + 2)
    } finally {
      await dropSchema(url, schema)
    }
  })
})
