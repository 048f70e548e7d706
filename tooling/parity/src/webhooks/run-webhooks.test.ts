import { expect, test } from 'vitest'
import { webhooks } from './run-webhooks.js'

const rows = [
  { from: 'first_name', to: 'FirstName' },
  { from: 'last_name', to: 'LastName' },
]
const both = { can_push_to_connec: true, can_push_to_external: true }
const entities = [
  {
    kind: 'simple',
    entitiesListName: 'person',
    connecEntityName: 'Person',
    externalEntityName: 'Contact',
    mapper: rows,
  },
  {
    kind: 'simple',
    entitiesListName: 'company',
    connecEntityName: 'Company',
    externalEntityName: 'Account',
    singleton: true,
    mapper: rows,
  },
  {
    kind: 'complex',
    entitiesListName: 'trade',
    connecEntitiesNames: { Organization: 'TradeOrganization' },
    externalEntitiesNames: ['Customer', 'Supplier'],
    connecToExternal: {
      Organization: { Supplier: { field: 'is_supplier', equals: true }, Customer: true },
    },
    externalToConnec: { Customer: { Organization: true }, Supplier: { Organization: true } },
    subEntities: {
      TradeOrganization: {
        entityName: 'Organization',
        isExternal: false,
        mappers: { Customer: rows, Supplier: rows },
      },
      Customer: { isExternal: true, mappers: { Organization: rows } },
      Supplier: { isExternal: true, mappers: { Organization: rows } },
    },
  },
]
const scene = {
  now: '2026-01-15T12:00:00Z',
  entities,
  organization: {
    uid: 'cld-1',
    oauth_provider: 'this_app',
    oauth_uid: 'realm-1',
    synchronized_entities: { person: both, company: both, trade: both },
  },
}
const hubRecord = (id: string, changes: Record<string, unknown> = {}) => ({
  id: [{ id, provider: 'connec', realm: 'org' }],
  group_id: 'cld-1',
  first_name: 'F',
  last_name: 'L',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-10T00:00:00Z',
  ...changes,
})
const ownRecord = (Id: string | number) => ({
  Id,
  FirstName: 'F',
  LastName: 'L',
  CreatedAt: '2026-01-01T00:00:00Z',
  UpdatedAt: '2026-01-10T00:00:00Z',
})

interface Recorded {
  externalCalls?: unknown[]
  ops?: unknown[]
  idMaps?: unknown[]
}
const expected = ({ externalCalls = [], ops = [], idMaps = [] }: Recorded) => ({
  externalCalls,
  connecBatches: ops.map((op) => ({ ops: [op] })),
  idMaps,
})
const fromHub = (message: Record<string, unknown>, rest: Record<string, unknown>) =>
  webhooks.run({
    name: 'a notification',
    kind: 'connecWebhook',
    ...scene,
    params: { tenant: 'default', ...message },
    ...rest,
  })
const fromApplication = (entitiesHash: Record<string, unknown[]>, rest: Record<string, unknown>) =>
  webhooks.run({ name: 'a job', kind: 'pushToConnecJob', ...scene, entitiesHash, opts: {}, ...rest })

const create = (entityName: string) => ({
  op: 'create',
  entityName,
  entity: { FirstName: 'F', LastName: 'L' },
})
const announce = (collection: string, connecId: string, id: string) => ({
  method: 'put',
  url: `/api/v2/cld-1/${collection}/${connecId}`,
  params: { [collection]: { id: [{ id, provider: 'this_app', realm: 'realm-1' }] } },
})
const pushed = (connec: [string, string], external: [string, string]) => ({
  connec_entity: connec[0],
  connec_id: connec[1],
  external_entity: external[0],
  external_id: external[1],
  name: 'L',
  last_push_to_external: '2026-01-15T12:00:00Z',
})

test('a record of a complex entity goes where its route leads, whatever the spelling of its kind', async () => {
  for (const name of ['organizations', 'Organization', 'organization', 'Organizations']) {
    const outcome = await fromHub(
      { [name]: [hubRecord('o1'), hubRecord('o2', { is_supplier: true })] },
      {
        externalScript: [{ return: { Id: 's9' } }, { return: { Id: 'c9' } }],
        expected: expected({
          externalCalls: [create('Supplier'), create('Customer')],
          ops: [announce('organizations', 'o1', 'c9'), announce('organizations', 'o2', 's9')],
          idMaps: [
            pushed(['organization', 'o1'], ['customer', 'c9']),
            pushed(['organization', 'o2'], ['supplier', 's9']),
          ],
        }),
      },
    )
    expect(outcome.differences).toEqual([])
  }
})

test('the company is told of by any name, in a list or alone', async () => {
  const messages = [
    { company: [hubRecord('co')] },
    { Company: hubRecord('co') },
    { companies: [hubRecord('co')] },
  ]
  for (const message of messages) {
    const outcome = await fromHub(message, {
      externalScript: [{ return: { Id: 'a1' } }],
      expected: expected({
        externalCalls: [create('Account')],
        ops: [announce('company', 'co', 'a1')],
        idMaps: [pushed(['company', 'co'], ['account', 'a1'])],
      }),
    })
    expect(outcome.differences).toEqual([])
  }
})

const pair = {
  connec_id: 'p1',
  connec_entity: 'person',
  external_id: 'e1',
  external_entity: 'contact',
  name: 'L',
}

test('a record that is gone over there becomes inactive; on a create that is a failure', async () => {
  const gone = [{ raise: 'EntityNotFoundError', message: 'gone' }]
  const update = { op: 'update', entityName: 'Contact', id: 'e1', entity: { FirstName: 'F', LastName: 'L' } }
  const updated = await fromHub(
    { people: [hubRecord('p1')] },
    {
      idMaps: [pair],
      externalScript: gone,
      expected: expected({ externalCalls: [update], idMaps: [{ ...pair, external_inactive: true }] }),
    },
  )
  expect(updated.differences).toEqual([])
  const created = await fromHub(
    { people: [hubRecord('p1')] },
    {
      externalScript: gone,
      expected: expected({
        externalCalls: [create('Contact')],
        idMaps: [{ ...pair, external_id: null, message: 'gone' }],
      }),
    },
  )
  expect(created.differences).toEqual([])
})

test('an echo of our own push writes nothing, from either side', async () => {
  const toConnec = { ...pair, last_push_to_connec: '2026-01-10T00:00:01Z' }
  const told = hubRecord('p1')
  const echo = await fromHub(
    { people: [told] },
    { idMaps: [toConnec], expected: expected({ idMaps: [toConnec] }) },
  )
  expect(echo.differences).toEqual([])
  const toExternal = { ...pair, last_push_to_external: '2026-01-10T00:00:01Z' }
  const back = await fromApplication(
    { Contact: [ownRecord('e1')] },
    { idMaps: [toExternal], expected: expected({ idMaps: [toExternal] }) },
  )
  expect(back.differences).toEqual([])
  const edited = await fromHub(
    { people: [{ ...told, updated_at: '2026-01-11T00:00:00Z' }] },
    { idMaps: [toConnec], expected: expected({ idMaps: [toConnec] }) },
  )
  expect(edited.differences).toContain('calls: unexpected update Contact e1 {"FirstName":"F","LastName":"L"}')
})

test('new records of the application get the recorded ids, in whatever order they are sent; ids are texts', async () => {
  const post = (collection: string, id: number | string) => ({
    method: 'post',
    url: `/api/v2/cld-1/${collection}/`,
    params: {
      [collection]: { first_name: 'F', last_name: 'L', id: [{ id, provider: 'this_app', realm: 'realm-1' }] },
    },
  })
  const created = (connec: [string, string], external: [string, string]) => {
    const { last_push_to_external: at, ...row } = pushed(connec, external)
    return { ...row, last_push_to_connec: at }
  }
  const outcome = await fromApplication(
    { Contact: [ownRecord(21)], Supplier: [ownRecord('s1')], Nobody: [ownRecord('n')] },
    {
      expected: expected({
        ops: [post('people', 21), post('organizations', 's1')],
        idMaps: [
          created(['person', 'connec-new-1'], ['contact', '21']),
          created(['organization', 'connec-new-2'], ['supplier', 's1']),
        ],
      }),
    },
  )
  expect(outcome.differences).toEqual([])
})
