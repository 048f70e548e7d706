import { describe, expect, test } from 'vitest'
import { syncJob } from './run-sync-job.js'

const SUCCESS = { status: 'SUCCESS', created_at: '2026-01-15T02:00:00Z', updated_at: '2026-01-15T02:00:00Z' }
const both = { can_push_to_connec: true, can_push_to_external: true }
const few = { external: { total: 3, batched: true }, connec: { total: 2, batched: true } }

const organization = {
  id: 1,
  uid: 'cld-1',
  oauth_provider: 'this_app',
  oauth_uid: 'realm-1',
  synchronized_entities: { person: both, item: both },
}
const jobOf = (changes: Record<string, unknown>) => ({
  name: 'a job',
  now: '2026-01-15T12:00:00Z',
  organizationId: 1,
  organization,
  synchronizations: [SUCCESS],
  opts: {},
  entities: { person: few, item: few },
  ...changes,
})

const changes = (entity: string, externalCount = 3, connecCount = 2) => ({
  entity,
  opts: {},
  steps: ['get_external', 'get_connec', 'after_sync'],
  externalCount,
  connecCount,
})
const half = (
  entity: string,
  side: 'external' | 'connec',
  [skip, limit, count]: [number, number, number],
) => ({
  entity,
  opts: { __limit: limit, __skip: skip, [side === 'external' ? '__skip_connec' : '__skip_external']: true },
  steps: ['get_external', 'get_connec', 'after_sync'],
  externalCount: side === 'external' ? count : 0,
  connecCount: side === 'connec' ? count : 0,
})
const done = (...calls: unknown[]) => ({ performed: true, calls })
const nothing = { performed: false, calls: [] }

const differences = async (job: Record<string, unknown>) => (await syncJob.run(jobOf(job))).differences

test('a run holds its link for half an hour after it last showed life, forced or not', async () => {
  const silentSince = (at: string) => ({
    synchronizations: [SUCCESS, { status: 'RUNNING', created_at: '2026-01-15T09:00:00Z', updated_at: at }],
  })
  const performed = { expected: done(changes('person'), changes('item')) }
  expect(await differences({ ...silentSince('2026-01-15T11:30:00Z'), ...performed })).toEqual([])
  const held = { ...silentSince('2026-01-15T11:30:01Z'), opts: { forced: true }, expected: nothing }
  expect(await differences(held)).toEqual([])
})

test('without an account, or switched off, nothing is run', async () => {
  for (const change of [{ oauth_uid: null }, { sync_enabled: false }])
    expect(await differences({ organization: { ...organization, ...change }, expected: nothing })).toEqual([])
  expect(await differences({ organizationId: 7, expected: nothing })).toEqual([])
})

describe('a first synchronization', () => {
  const first = { synchronizations: [], opts: { only_entities: ['person'] } }

  test('is compared page by page; how the end is noticed is free', async () => {
    const pages = [half('person', 'external', [0, 20, 20]), half('person', 'external', [20, 20, 20])]
    const job = {
      ...first,
      settings: { first_sync_batch_size: 20 },
      entities: { person: { ...few, external: { total: 40, batched: true } }, item: few },
    }
    const rest = [half('person', 'external', [40, 20, 0]), half('person', 'connec', [0, 20, 2])]
    expect(await differences({ ...job, expected: done(...pages, ...rest) })).toEqual([])
    expect(await differences({ ...job, expected: done(...pages.slice(1), ...rest) })).toEqual([
      'person, external side: expected a first half of 20 of 20 after 20, got a first half of 20 of 20 after 0, 20 of 20 after 20',
    ])
    const turned = [...rest.slice(1), ...pages]
    expect(await differences({ ...job, expected: done(...turned) })).toEqual([
      'person: expected connec before external, got external before connec',
    ])
  })

  test('takes all that comes from what is not listed in pages', async () => {
    const entities = { person: { ...few, external: { total: 120 } }, item: few }
    const expected = done(half('person', 'external', [0, 50, 120]), half('person', 'connec', [0, 50, 2]))
    expect(await differences({ ...first, entities, expected })).toEqual([])
  })

  test('counts the largest kind of a complex entity, page by page', async () => {
    const external = { A: 5, B: 120, C: 60 }
    const entities = { person: { kind: 'complex', external, connec: { P: 51, Q: 2 } }, item: few }
    const expected = done(
      half('person', 'external', [0, 50, 50]),
      half('person', 'external', [50, 50, 50]),
      half('person', 'external', [100, 50, 20]),
      half('person', 'connec', [0, 50, 50]),
      half('person', 'connec', [50, 50, 1]),
    )
    expect(await differences({ ...first, entities, expected })).toEqual([])
  })
})

test('an entity that fails, at whatever step, leaves the next one as it is', async () => {
  const steps = [
    'before_sync',
    'get_external',
    'get_connec',
    'consolidate',
    'push_to_external',
    'push_to_connec',
  ]
  for (const raiseIn of [...steps, 'after_sync']) {
    const broken =
      raiseIn === 'after_sync' ? changes('person') : { entity: 'person', opts: {}, steps: [raiseIn] }
    const entities = { person: { ...few, raiseIn }, item: few }
    expect(await differences({ entities, expected: done(broken, changes('item')) })).toEqual([])
    expect(await differences({ entities, expected: done(broken) })).toEqual([
      'entities: got item after person, which failed',
    ])
  }
})

test('what was asked for comes in that order, and nothing that is switched off', async () => {
  const asked = { opts: { only_entities: ['item', 'person'] } }
  expect(await differences({ ...asked, expected: done(changes('item'), changes('person')) })).toEqual([])
  const off = { can_push_to_connec: false, can_push_to_external: false }
  const switched = { ...organization, synchronized_entities: { person: off, item: both } }
  expect(await differences({ ...asked, organization: switched, expected: done(changes('item')) })).toEqual([])
  const all = { organization: switched, expected: done(changes('person'), changes('item')) }
  expect(await differences({ ...asked, ...all })).toEqual([
    'entities: expected person, which is switched off',
  ])
  const one = { opts: { only_entities: ['item'] }, expected: done(changes('person'), changes('item')) }
  expect(await differences(one)).toEqual(['entities: expected person, which was not asked for'])
})

test('a side from which nothing travels is not read', async () => {
  const oneWay = { can_push_to_connec: true, can_push_to_external: false }
  const switched = { ...organization, synchronized_entities: { person: oneWay } }
  expect(await differences({ organization: switched, expected: done(changes('person')) })).toEqual([
    'person, connec side, from which nothing travels: expected 2 changed, got nothing read',
  ])
})

test('a difference in what was read is told by entity and side', async () => {
  expect(await differences({ expected: done(changes('person', 4), changes('item')) })).toEqual([
    'person, external side: expected 4 changed, got 3 changed',
  ])
  expect(await differences({ expected: nothing })).toEqual(['performed: expected false, got true'])
})
