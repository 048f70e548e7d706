import { expect, test } from 'vitest'
import { connec } from './connec.js'
import { mergeLineIds } from './merge-line-ids.js'

const identity = { provider: 'shop', realm: 'r' }
const own = (id: string) => ({ id, ...identity })
const hub = (id: string) => ({ id, provider: 'connec', realm: 'org-1' })

const merge = (
  lines: { ids: unknown[]; description: string }[],
  answer: { id: string; description: string }[],
) =>
  mergeLineIds(
    connec.invoice,
    {
      ids: { lines: lines.map(({ ids }) => ({ id: ids })) },
      fields: { lines: lines.map(({ description }) => ({ description, quantity: 1 })) },
      answer: { lines: answer },
    },
    identity,
  )

test('lines that came back in another order keep their own ids (A16)', () => {
  const merged = merge(
    [
      { ids: [hub('1')], description: 'Nail' },
      { ids: [hub('2')], description: 'Hammer' },
    ],
    [
      { id: 'B', description: 'Hammer' },
      { id: 'A', description: 'Nail' },
    ],
  )
  expect(merged).toEqual({
    lines: { lines: [{ id: [hub('1'), own('A')] }, { id: [hub('2'), own('B')] }] },
    unpaired: 0,
  })
})

test('an id both know pairs lines whose content differs (A16)', () => {
  const merged = merge(
    [
      { ids: [hub('1'), own('A')], description: 'old text' },
      { ids: [hub('2')], description: 'Nail' },
    ],
    [
      { id: 'B', description: 'Nail' },
      { id: 'A', description: 'new text' },
    ],
  )
  expect(merged).toEqual({ lines: { lines: [{ id: [hub('2'), own('B')] }] }, unpaired: 0 })
})

test('an id of ours gives way to a newer one of the same realm (A16)', () => {
  const merged = merge(
    [{ ids: [hub('1'), own('old')], description: 'Nail' }],
    [{ id: 'new', description: 'Nail' }],
  )
  expect(merged.lines).toEqual({ lines: [{ id: [hub('1'), own('new')] }] })
})

test('what remains pairs in order when the counts are equal', () => {
  const merged = merge([{ ids: [hub('1')], description: 'Nail ' }], [{ id: 'A', description: 'Nail' }])
  expect(merged).toEqual({ lines: { lines: [{ id: [hub('1'), own('A')] }] }, unpaired: 0 })
})

test('one line less is not guessed at (A16)', () => {
  const merged = merge(
    [
      { ids: [hub('1')], description: 'a' },
      { ids: [hub('2')], description: 'b' },
    ],
    [{ id: 'X', description: 'c' }],
  )
  expect(merged).toEqual({ lines: undefined, unpaired: 1 })
})

test('a line that already belongs to another of ours is not taken', () => {
  const merged = merge([{ ids: [hub('1'), own('gone')], description: 'a' }], [{ id: 'X', description: 'c' }])
  expect(merged).toEqual({ lines: undefined, unpaired: 1 })
})

test('nothing is registered when the hub knows every line', () => {
  const merged = merge([{ ids: [hub('1'), own('A')], description: 'a' }], [{ id: 'A', description: 'a' }])
  expect(merged).toEqual({ lines: undefined, unpaired: 0 })
})

test('lines may have several ids, lines inside, and be a single object', () => {
  const roles = {
    references: [],
    lineIds: ['lines[].id', 'lines[].paid[].id', 'lines[].paid[].other', 'contact.id'],
  }
  const ids = {
    lines: [{ id: [hub('1')], paid: [{ id: [hub('2')], other: [hub('3')] }] }],
    contact: { id: [hub('4')] },
  }
  const answer = { lines: [{ paid: [{ id: 'B', other: 'C' }] }], contact: { id: 'D' } }
  expect(mergeLineIds(roles, { ids, fields: ids, answer }, identity)).toEqual({
    lines: {
      lines: [{ id: [hub('1')], paid: [{ id: [hub('2'), own('B')], other: [hub('3'), own('C')] }] }],
      contact: { id: [hub('4'), own('D')] },
    },
    unpaired: 0,
  })
})

test('a line the hub itself has no id for cannot be named to it, so nothing is registered', () => {
  expect(merge([{ ids: [], description: 'a' }], [{ id: 'A', description: 'a' }]).lines).toBeUndefined()
})

test('a resource without lines has nothing to merge', () => {
  expect(mergeLineIds(connec.person, { ids: {}, fields: {}, answer: {} }, identity)).toEqual({
    lines: undefined,
    unpaired: 0,
  })
})

test('the client itself may stand for the account: nothing else of it travels', () => {
  const client = { ...identity, groupId: 'cld-1' }
  const merged = mergeLineIds(
    connec.invoice,
    { ids: { lines: [{ id: [hub('1')] }] }, fields: { lines: [{}] }, answer: { lines: [{ id: 'A' }] } },
    client,
  )
  expect(merged.lines).toEqual({ lines: [{ id: [hub('1'), own('A')] }] })
})
