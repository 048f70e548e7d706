import { expect, test } from 'vitest'
import { connec } from './connec.js'
import { readRecords } from './read-records.js'

const identity = { provider: 'basecrm', realm: 'acc-9' }
const hub = (id: string) => ({ id, provider: 'connec', realm: 'org-fbte' })
const read = (...inputs: unknown[]) => readRecords(connec.person, inputs, identity)

test('a record is read in our ids, with its moments', () => {
  const { records, failures } = read({
    id: [hub('c1'), { id: 'lead:21', ...identity }],
    first_name: 'Ada',
    birth_date: '1979-06-07T00:00:00Z',
    address_work: { billing: { city: 'Sydney' }, billing2: {} },
    organization_id: [hub('o1')],
    created_at: '2015-11-29T15:29:35Z',
    updated_at: '2015-11-29T16:00:18Z',
    resource_type: 'people',
  })
  expect(failures).toEqual([])
  expect(records[0]).toMatchObject({
    id: 'c1',
    externalIds: ['lead:21'],
    fields: { id: 'c1', first_name: 'Ada', birth_date: new Date('1979-06-07T00:00:00Z') },
    missing: [{ path: 'organization_id', connecId: 'o1' }],
    createdAt: new Date('2015-11-29T15:29:35Z'),
    updatedAt: new Date('2015-11-29T16:00:18Z'),
  })
})

test('an empty text stands for an empty date, number or object', () => {
  const { records, failures } = read({
    id: [hub('c1')],
    birth_date: '',
    email: '',
    address_work: { billing: '' },
  })
  expect(failures).toEqual([])
  expect(records[0]?.fields).toMatchObject({ birth_date: null, email: null, address_work: { billing: null } })
})

test('beside an empty text, what is malformed is named', () => {
  const { failures } = read({ id: [hub('c1')], birth_date: '', is_lead: 'maybe' })
  expect(failures.map(({ error }) => error.path)).toEqual(['is_lead'])
})

test('a malformed record costs itself alone', () => {
  const { records, failures } = read(
    { id: [hub('c1')], is_lead: 'maybe' },
    null,
    { id: [] },
    { id: [hub('c4')] },
  )
  expect(records.map(({ id }) => id)).toEqual(['c4'])
  expect(failures.map(({ id, error }) => [id, error.path])).toEqual([
    ['c1', 'is_lead'],
    [null, ''],
    [null, 'id'],
  ])
})

test('a record with a plain id is known by the id of the hub', () => {
  expect(read({ id: 'c1', first_name: 'Ada' }).records[0]).toMatchObject({ id: 'c1', externalIds: [] })
})

test('line ids stay at hand for registering', () => {
  const lines = [{ id: [hub('l1')], quantity: 1 }, { quantity: 2 }]
  const { records } = readRecords(connec.invoice, [{ id: [hub('c1')], lines }], identity)
  expect(records[0]?.lineIds).toEqual({ lines: [{ id: [hub('l1')] }, {}] })
})
