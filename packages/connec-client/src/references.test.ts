import { defineConnecResource, lineId, ref } from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { connec } from './connec.js'
import { foldDraft, foldReferences, unfoldReferences } from './references.js'

const identity = { provider: 'basecrm', realm: 'acc-9' }
const own = (id: string) => ({ id, ...identity })
const hub = (id: string) => ({ id, provider: 'connec', realm: 'org-fbte' })

test('references become id arrays, in lists too', () => {
  const draft = {
    title: '#1',
    person_id: '7',
    lines: [{ id: 'l1', item_id: '3', quantity: 2 }, { quantity: 1 }],
  }
  expect(foldReferences(connec.invoice, draft, identity)).toEqual({
    title: '#1',
    person_id: [own('7')],
    lines: [{ id: [own('l1')], item_id: [own('3')], quantity: 2 }, { quantity: 1 }],
  })
})

test('unfolding is the exact reverse of folding', () => {
  const draft = { organization_id: 'lead:7', lines: [{ id: 'l1', item_id: '3' }, { item_id: '4' }] }
  const folded = foldReferences(connec.invoice, draft, identity)
  expect(unfoldReferences(connec.invoice, folded, identity).fields).toEqual(draft)
})

test('blanks and ids that are folded already stay as they are', () => {
  const draft = { organization_id: null, person_id: ' ', sales_order_id: [own('1')] }
  expect(foldReferences(connec.invoice, draft, identity)).toEqual(draft)
})

test('a reference emptied in a draft is cleared', () => {
  const draft = { organization_id: null, person_id: '', lines: [{ item_id: null, description: null }] }
  expect(foldDraft(connec.invoice, draft, identity)).toEqual({
    organization_id: '',
    person_id: '',
    lines: [{ item_id: '', description: null }],
  })
})

test('a text in the middle of a path is not folded (B15)', () => {
  expect(foldReferences(connec.invoice, { lines: 'abc' }, identity)).toEqual({ lines: 'abc' })
  expect(foldReferences(connec.invoice, { lines: ['abc', null] }, identity)).toEqual({ lines: ['abc', null] })
})

test('ids are texts, whatever the application counts with (A14)', () => {
  const numbered = { id: [{ ...identity, id: 21 }, hub('c')], organization_id: [{ ...identity, id: 7 }] }
  const { externalIds, fields } = unfoldReferences(connec.person, numbered, identity)
  expect(externalIds).toEqual(['21'])
  expect(fields).toEqual({ organization_id: '7' })
  expect(foldReferences(connec.person, { organization_id: 7, assignee_id: true }, identity)).toEqual({
    organization_id: [own('7')],
    assignee_id: [own('true')],
  })
  expect(foldReferences(connec.person, { organization_id: false }, identity)).toEqual({
    organization_id: false,
  })
})

test('a reference without an id of ours is missing, with the id the hub has', () => {
  const record = {
    id: [hub('c')],
    organization_id: [hub('o'), { id: 'x', provider: 'other', realm: 'r' }],
    assignee_id: [],
  }
  const { fields, missing } = unfoldReferences(connec.person, record, identity)
  expect(fields).toEqual({ assignee_id: null })
  expect(missing).toEqual([{ path: 'organization_id', resource: 'organization', connecId: 'o' }])
})

test.each(['AppUser', 'Entity::AppUser', '', null, undefined])(
  'an assignee whose type is %j is a user',
  (assignee_type) => {
    const record = { id: [hub('c')], assignee_id: [hub('u')], assignee_type }
    const { missing } = unfoldReferences(connec.person, record, identity)
    expect(missing).toEqual([{ path: 'assignee_id', resource: 'app_user', connecId: 'u' }])
  },
)

test('an assignee that is a team is absent and never waited for', () => {
  const record = { id: [hub('c')], assignee_id: [hub('t'), own('7')], assignee_type: 'Entity::Team' }
  const { fields, references, missing } = unfoldReferences(connec.person, record, identity)
  expect([fields, references, missing]).toEqual([{ assignee_type: 'Entity::Team' }, [], []])
})

test('a missing reference in a list names its line', () => {
  const record = { id: [hub('c')], lines: [{ item_id: [own('1'), hub('i1')] }, { item_id: [hub('i2')] }] }
  const { fields, missing } = unfoldReferences(connec.invoice, record, identity)
  expect(fields).toEqual({ lines: [{ item_id: '1' }, {}] })
  expect(missing).toEqual([{ path: 'lines[1].item_id', resource: 'item', connecId: 'i2' }])
})

test('a reference in plain text or without its id is missing, never dropped in silence (B14)', () => {
  const plain = unfoldReferences(connec.person, { id: [hub('c')], organization_id: 'o' }, identity)
  expect(plain.missing).toEqual([{ path: 'organization_id', resource: 'organization', connecId: 'o' }])
  for (const id of [null, '', '  ']) {
    const record = { id: [hub('c')], organization_id: [{ ...identity, id }, hub('o')] }
    expect(unfoldReferences(connec.person, record, identity).missing).toHaveLength(1)
  }
})

test('a reference only another application knows is left out and told, never handed to a mapper (B14)', () => {
  const record = { id: [hub('c')], organization_id: [{ id: 'x', provider: 'other', realm: 'r' }] }
  const { fields, references, missing } = unfoldReferences(connec.person, record, identity)
  expect([fields, missing]).toEqual([{}, []])
  expect(references).toEqual([
    { path: 'organization_id', resource: 'organization', connecId: undefined, externalIds: [] },
  ])
})

test('every id of ours is told, the first one stands in the record', () => {
  const record = { id: [hub('c')], lead_id: [own('35'), own('lead:21'), hub('p')] }
  const { fields, references } = unfoldReferences(connec.opportunity, record, identity)
  expect(fields).toEqual({ lead_id: '35' })
  expect(references).toEqual([
    { path: 'lead_id', resource: 'person', connecId: 'p', externalIds: ['35', 'lead:21'] },
  ])
})

test('a line without an id of ours is not missing', () => {
  const record = { id: [hub('c')], lines: [{ id: [hub('l')], quantity: 1 }] }
  const { fields, missing } = unfoldReferences(connec.invoice, record, identity)
  expect(fields).toEqual({ lines: [{ quantity: 1 }] })
  expect(missing).toEqual([])
})

test('an id of another realm or provider is not ours', () => {
  const record = { id: [{ ...own('1'), realm: 'other' }, { ...own('2'), provider: 'other' }, hub('c')] }
  expect(unfoldReferences(connec.person, record, identity)).toMatchObject({ connecId: 'c', externalIds: [] })
})

test('the input is never changed (A17)', () => {
  const record = Object.freeze({
    id: Object.freeze([hub('c'), own('1')]),
    lines: Object.freeze([
      Object.freeze({ id: Object.freeze([hub('l')]), item_id: Object.freeze([own('3')]) }),
    ]),
  })
  const before = structuredClone(record)
  foldReferences(connec.invoice, record, identity)
  unfoldReferences(connec.invoice, record, identity)
  expect(record).toEqual(before)
})

test('an empty path names nothing', () => {
  const roles = { references: [{ path: '', resource: 'thing' }], lineIds: [] }
  expect(foldReferences(roles, { '': 'x' }, identity)).toEqual({ '': 'x' })
})

test('nested lists, lists of references and a single object in place of a list are walked', () => {
  const resource = defineConnecResource({
    name: 'thing',
    collection: 'things',
    fields: {
      lines: z.array(z.object({ linked: z.array(z.object({ id: lineId() })) })),
      tag_ids: z.array(ref('tag')),
    },
  })
  const folded = foldReferences(resource, { lines: { linked: [{ id: 'a' }, {}] }, tag_ids: ['1'] }, identity)
  expect(folded).toEqual({ lines: { linked: [{ id: [own('a')] }, {}] }, tag_ids: [[own('1')]] })
  expect(unfoldReferences(resource, folded, identity).fields).toEqual({
    lines: { linked: [{ id: 'a' }, {}] },
    tag_ids: ['1'],
  })
})
