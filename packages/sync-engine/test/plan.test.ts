import { describe, expect, test } from 'vitest'
import { plan } from '../src/index.js'
import { agreedOn, inputOf, paired, policy, seen } from './planning.js'

const external = seen('external', { title: 'Hammer' })
const connec = seen('connec', { name: 'Hammer' })
const agreed = agreedOn({ name: 'Hammer' }, { title: 'Hammer' })
const edited = seen('external', { title: 'Big hammer' })

describe('one record', () => {
  test.each([
    ['new', inputOf({ external }), { kind: 'create', draft: { name: 'Hammer' } }],
    ['as agreed', inputOf({ external, idMap: agreed }), { kind: 'unchanged' }],
    [
      'edited',
      inputOf({ external: edited, idMap: agreed }),
      { kind: 'update', draft: { name: 'Big hammer' } },
    ],
    [
      'in a direction that is off',
      inputOf({ external, policy: { ...policy, directions: { toConnec: false, toExternal: true } } }),
      { kind: 'skip', reason: 'direction_off' },
    ],
    [
      'of a kind that is never pushed',
      inputOf({ external, policy: { ...policy, push: { connec: false, external: 'upsert' } } }),
      { kind: 'skip', reason: 'push_off' },
    ],
    [
      'edited, of a kind that is only created',
      inputOf({
        external: edited,
        idMap: agreed,
        policy: { ...policy, push: { connec: 'create', external: 'upsert' } },
      }),
      { kind: 'skip', reason: 'update_off' },
    ],
    [
      'opted out',
      inputOf({ external: edited, idMap: { ...agreed, optedOut: { toConnec: true, toExternal: false } } }),
      { kind: 'skip', reason: 'opted_out' },
    ],
    [
      'older than the history limit',
      inputOf({ external, policy: { ...policy, historyLimit: Date.parse('2026-03-02') } }),
      { kind: 'skip', reason: 'before_history_limit' },
    ],
    [
      'older than the history limit, in a full run',
      inputOf({ external, policy: { ...policy, full: true, historyLimit: Date.parse('2026-03-02') } }),
      { kind: 'skip', reason: 'before_history_limit' },
    ],
    [
      'switched off',
      inputOf({ external: edited, idMap: agreed, switchedOff: true }),
      { kind: 'skip', reason: 'inactive' },
    ],
    [
      'waiting for a reference',
      inputOf({
        external: seen(
          'external',
          { title: 'x' },
          { missing: { resource: 'item', side: 'external', id: '7' } },
        ),
      }),
      { kind: 'park', missing: { id: '7' } },
    ],
    [
      'without receipt, older than our last push',
      inputOf({
        external: edited,
        idMap: paired({ pushedAt: { connec: Date.parse('2026-03-03'), external: null } }),
      }),
      { kind: 'unchanged' },
    ],
    [
      'without receipt, older than our last push, in a full run',
      inputOf({
        external: edited,
        idMap: paired({ pushedAt: { connec: Date.parse('2026-03-03'), external: null } }),
        policy: { ...policy, full: true },
      }),
      { kind: 'update' },
    ],
    [
      'without receipt, newer than our last push',
      inputOf({
        external: edited,
        idMap: paired({ pushedAt: { connec: Date.parse('2026-03-01'), external: null } }),
      }),
      { kind: 'update' },
    ],
    [
      'gone on the other side, newer or not',
      inputOf({
        external: edited,
        idMap: { ...agreed, inactive: true, metadata: { inactive_by: 'connec' } },
      }),
      { kind: 'skip', reason: 'inactive' },
    ],
  ])('%s', (_, input, expected) => {
    expect(plan(input).external).toMatchObject({ side: 'external', ...expected })
  })

  test.each([
    ['archived', seen('connec', { name: 'x', status: 'ARCHIVED' }), 'archived'],
    ['not wanted by the filter', connec, 'filtered'],
  ])('of the hub, %s', (_, record, reason) => {
    const input = inputOf({ connec: record, filteredOut: reason === 'filtered' })
    expect(plan(input).connec).toEqual({ kind: 'skip', side: 'connec', reason })
  })

  test.each([
    ['a blank does not overwrite', { title: '', serial: 'S' }, { kind: 'unchanged' }],
    ['an absent field does not overwrite', { serial: 'S' }, { kind: 'unchanged' }],
    [
      'emptying travels where the row says so',
      { title: 'Hammer', serial: null },
      { kind: 'update', draft: { serial_number: null } },
    ],
  ])('%s', (_, fields, expected) => {
    const idMap = agreedOn({ name: 'Hammer', serial_number: 'S' }, { title: 'Hammer', serial: 'S' })
    expect(plan(inputOf({ external: seen('external', fields), idMap })).external).toMatchObject(expected)
  })
})

describe('both records edited', () => {
  const both = {
    name: 'Hammer',
    description: 'd',
    unit: 'o',
    part_number: 'p',
    sale_price: { total_amount: 1, currency: 'GBP' },
  }
  const idMap = agreedOn(both, {
    title: 'Hammer',
    text: 'd',
    owner: 'o',
    part: 'p',
    prices: [{ amount: 1, currency: 'GBP' }],
  })
  const left = (changes: object, at = '2026-03-02T08:00:00Z') =>
    seen('connec', { ...both, ...changes }, { updatedAt: at })
  const right = (changes: object, at = '2026-03-02T08:00:00Z') =>
    seen(
      'external',
      {
        title: 'Hammer',
        text: 'd',
        owner: 'o',
        part: 'p',
        prices: [{ amount: 1, currency: 'GBP' }],
        ...changes,
      },
      { updatedAt: at },
    )

  test('in different fields: both are written', () => {
    const decided = plan(inputOf({ connec: left({ name: 'L' }), external: right({ text: 'R' }), idMap }))
    expect(decided.connec).toMatchObject({ kind: 'update', draft: { title: 'L' } })
    expect(decided.external).toMatchObject({ kind: 'update', draft: { description: 'R' } })
    expect(decided.conflicts).toEqual([])
  })

  test.each([
    ['the hub later', '2026-03-02T08:01:00Z', '2026-03-02T08:00:00Z', 'connec'],
    ['the application later', '2026-03-02T08:00:00Z', '2026-03-02T08:01:00Z', 'external'],
    ['within the tolerance', '2026-03-02T08:00:05Z', '2026-03-02T08:00:00Z', 'external'],
    ['just beyond it', '2026-03-02T08:00:06Z', '2026-03-02T08:00:00Z', 'connec'],
  ] as const)('in one field, %s', (_, leftAt, rightAt, winner) => {
    const decided = plan(
      inputOf({ connec: left({ name: 'L' }, leftAt), external: right({ title: 'R' }, rightAt), idMap }),
    )
    const loser = winner === 'connec' ? 'external' : 'connec'
    expect(decided[winner]).toMatchObject({ kind: 'update' })
    expect(decided[loser]).toEqual({ kind: 'skip', side: loser, reason: 'lost_conflict' })
    expect(decided.conflicts).toEqual([
      { field: 'name', base: 'Hammer', connecValue: 'L', externalValue: 'R', policy: 'newest', winner },
    ])
  })

  test('in a field that belongs to the hub: it wins, however late the other edit', () => {
    const external = right({ owner: 'R' }, '2026-03-02T09:00:00Z')
    expect(plan(inputOf({ connec: left({ unit: 'L' }), external, idMap })).conflicts).toMatchObject([
      { field: 'unit', policy: 'connec', winner: 'connec' },
    ])
  })

  test('in a field that waits for a person: nobody is written', () => {
    const decided = plan(
      inputOf({ connec: left({ part_number: 'L' }), external: right({ part: 'R', text: 'R' }), idMap }),
    )
    expect(decided.connec).toMatchObject({ kind: 'skip', reason: 'open_conflict' })
    expect(decided.external).toMatchObject({ kind: 'update', draft: { description: 'R' } })
    expect(decided.conflicts).toMatchObject([{ field: 'part_number', policy: 'manual', winner: null }])
    expect(decided.held.map(({ name }) => name)).toEqual(['part_number'])
  })

  test('in two fields of one list: they clash, for they travel together', () => {
    const connec = left({ sale_price: { total_amount: 2, currency: 'GBP' } })
    const external = right({ prices: [{ amount: 1, currency: 'EUR' }] })
    expect(plan(inputOf({ connec, external, idMap })).conflicts).toMatchObject([
      {
        field: 'sale_price.total_amount',
        connecValue: { 'sale_price.total_amount': 2, 'sale_price.currency': 'GBP' },
        externalValue: { 'sale_price.total_amount': 1, 'sale_price.currency': 'EUR' },
        winner: 'external',
      },
    ])
  })

  test('without anything agreed: the later record wins whole where they differ, the application on a tie', () => {
    const tie = plan(
      inputOf({ connec: left({ name: 'L' }), external: right({ title: 'R' }), idMap: paired() }),
    )
    expect(tie.external).toMatchObject({ kind: 'update', draft: { name: 'R' } })
    expect(tie.connec).toEqual({ kind: 'skip', side: 'connec', reason: 'lost_conflict' })
    const later = plan(
      inputOf({
        connec: left({ name: 'L' }, '2026-03-02T08:00:01Z'),
        external: right({ title: 'R' }),
        idMap: paired(),
      }),
    )
    expect(later.connec).toMatchObject({ kind: 'update' })
    expect(later.external).toMatchObject({ reason: 'lost_conflict' })
  })

  test('preempt decides every conflict', () => {
    const decided = plan(
      inputOf({
        connec: left({ part_number: 'L' }, '2026-03-02T09:00:00Z'),
        external: right({ part: 'R' }),
        idMap,
        policy: { ...policy, preempt: 'external' },
      }),
    )
    expect(decided.conflicts).toMatchObject([{ policy: 'preempt', winner: 'external' }])
  })

  test('a record that does not travel cannot win (A12, A13)', () => {
    const decided = plan(
      inputOf({
        connec: left({ name: 'L' }, '2026-03-02T09:00:00Z'),
        external: right({ title: 'R' }),
        idMap: { ...idMap, optedOut: { toConnec: false, toExternal: true } },
      }),
    )
    expect(decided.external).toMatchObject({ kind: 'update', draft: { name: 'R' } })
    expect(decided.connec).toMatchObject({ kind: 'skip', reason: 'opted_out' })
    expect(decided.conflicts).toEqual([])
  })
})
