import type { MissingReference, PendingRecord } from '@duet/store'
import { expect, test } from 'vitest'
import { firstOfCircles } from './break-cycles.js'

/** Parked items, each with the one it waits for. */
const parked = (waiting: Record<string, string>): PendingRecord[] =>
  Object.entries(waiting).map(([recordId, id]) => ({
    id: recordId,
    linkId: 'link',
    entity: 'item',
    pair: { connec: 'item', external: 'products' },
    side: 'external',
    recordId,
    state: 'parked',
    class: 'missing_reference',
    message: '',
    field: null,
    missing: { resource: 'item', side: 'external', id },
    label: null,
    payload: null,
    fingerprint: '',
    attempts: 0,
    nextAttemptAt: null,
    firstAt: 0,
    lastAt: 0,
    decision: null,
  }))

async function firstsOf(waiting: Record<string, string>, pageSize: number): Promise<string[]> {
  const rows = parked(waiting)
  const find = async (missing: readonly MissingReference[]) =>
    rows.filter(({ recordId }) => missing.some(({ id }) => id === recordId))
  const first: string[] = []
  for (let from = 0; from < rows.length; from += pageSize)
    first.push(...(await firstOfCircles(rows.slice(from, from + pageSize), find)).map(({ id }) => id))
  return first
}

test.each([1, 2, 9])('each circle has one first record, whatever the pages: %i', async (pageSize) => {
  const waiting = { a: 'b', b: 'c', c: 'a', d: 'a', e: 'e', f: 'gone', g: 'h', h: 'g', i: 'g' }
  expect((await firstsOf(waiting, pageSize)).toSorted()).toEqual(['a', 'e', 'g'])
})

test('a way that leads into a circle without being of it comes to an end', async () => {
  expect(await firstsOf({ a: 'c', b: 'gone', c: 'd', d: 'c' }, 9)).toEqual(['c'])
})
