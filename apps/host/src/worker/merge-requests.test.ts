import type { SyncRequest } from '@duet/store'
import { expect, test } from 'vitest'
import { mergeRequests } from './merge-requests.js'

let id = 0
const request = (change: Partial<SyncRequest>): SyncRequest => ({
  id: String(id++),
  linkId: 'l',
  kind: 'run',
  trigger: 'schedule',
  options: {},
  records: [],
  at: 0,
  ...change,
})
const hint = (resource: string, ...ids: string[]) =>
  request({ kind: 'records', trigger: 'notification', records: [{ side: 'connec', resource, ids }] })

test('several requests for a run are one run, which does what any of them asked', () => {
  const [run, ...rest] = mergeRequests([
    request({ options: { only: ['item'] } }),
    request({ trigger: 'manual', options: { full: true, only: ['person'], forced: true } }),
    request({ options: { only: ['item'], preempt: 'connec' } }),
  ])
  expect(rest).toEqual([])
  expect(run).toMatchObject({
    trigger: 'manual',
    options: { full: true, forced: true, only: ['item', 'person'], preempt: 'connec' },
  })
  expect(run?.requestIds).toHaveLength(3)
})

test('a run of everything answers requests for single records as well', () => {
  const merged = mergeRequests([hint('person', 'p1'), request({})])
  expect(merged).toHaveLength(1)
  expect(merged[0]).not.toHaveProperty('records')
  expect(merged[0]?.requestIds).toHaveLength(2)
})

test('single records are gathered by kind, each once, and go beside a run of some entities', () => {
  const hints = [hint('person', 'p1', 'p2'), hint('item', 'i1'), hint('person', 'p2', 'p3')]
  expect(mergeRequests(hints)).toMatchObject([
    {
      trigger: 'notification',
      records: [
        { side: 'connec', resource: 'person', ids: ['p1', 'p2', 'p3'] },
        { side: 'connec', resource: 'item', ids: ['i1'] },
      ],
    },
  ])
  expect(mergeRequests([...hints, request({ options: { only: ['item'] } })])).toHaveLength(2)
})

test('single records that are to be written whatever is known of them still are, beside hints', () => {
  const whole = { ...hint('person', 'p1'), options: { full: true } }
  expect(mergeRequests([hint('item', 'i1'), whole])).toMatchObject([{ options: { full: true } }])
})

test('nothing asked is nothing to do', () => {
  expect(mergeRequests([])).toEqual([])
})
