import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createPlan } from '../src/index.js'
import { readOpenapi } from '../src/openapi/read-openapi.js'
import { desk, inkwell, oddShop } from './described.js'

test('YAML of 3.1: envelopes, numbered pages, PUT, a bearer token, the account', () => {
  expect(inkwell.displayName).toBe('Inkwell')
  expect(inkwell.api).toEqual({
    origin: 'https://api.inkwell.test',
    basePath: '/v2',
    auth: { kind: 'api-key', header: 'Authorization', prefix: 'Bearer ' },
    paging: { style: 'page-number', size: 'per_page', largest: 50, page: 'page', pages: 'meta.total_pages' },
    items: 'data',
    envelope: 'data',
    bodyEnvelope: 'data',
    since: 'updated_since',
    updates: 'PUT',
    account: {
      path: '/account',
      envelope: 'data',
      id: 'id',
      idKind: 'integer',
      name: 'business_name',
      known: true,
    },
  })
})

test('what is read-only, needed, a choice, a day or cents is known; what refers to what, too', () => {
  const { entities } = createPlan({ name: 'inkwell' }, inkwell)
  expect(entities.map(({ pairs, resource }) => [pairs[0]?.connec, resource.writes])).toEqual([
    ['organization', 'all'],
    ['item', 'all'],
    ['tax_code', 'nothing'],
    ['invoice', 'all'],
  ])
  expect(entities[3]?.resource.fields).toEqual(
    expect.arrayContaining([
      { name: 'client_id', type: { kind: 'reference', collection: 'clients', id: 'integer' }, needed: true },
      { name: 'status', type: { kind: 'text', values: ['draft', 'sent', 'paid'] } },
      { name: 'issued_on', type: { kind: 'day' } },
      { name: 'total_cents', type: { kind: 'cents' }, readOnly: true },
    ]),
  )
})

test('JSON of 3.0 with a second file: bare lists, an offset, PATCH before PUT, OAuth elsewhere', () => {
  expect(oddShop.displayName).toBe('Odd Shop')
  expect(oddShop.api).toMatchObject({
    origin: 'https://eu.odd-shop.test',
    basePath: '',
    auth: { kind: 'oauth2', authorizePath: '/authorize', tokenPath: '/oauth/token', scopes: ['articles'] },
    paging: { style: 'offset', size: 'take', largest: 20, offset: 'skip' },
    items: null,
    envelope: null,
    bodyEnvelope: 'article',
    since: 'modified_after',
    updates: 'PATCH',
  })
  expect(oddShop.resources).toMatchObject([
    {
      name: 'articles',
      path: '/v1/articles',
      idField: 'article_id',
      idKind: 'uuid',
      timestamps: { created: 'createdDate', updated: 'lastModifiedDate' },
    },
  ])
  expect(oddShop.remarks).toEqual([
    expect.stringContaining('https://login.odd-shop.test/authorize'),
    'tags have no field that looks like an id: they are left out.',
  ])
})

test('fields that are called like their collection are not taken for differences', () => {
  expect(desk.api).toMatchObject({
    items: 'by-name',
    envelope: 'by-name',
    bodyEnvelope: 'by-name',
    basePath: '/api',
  })
  expect(desk.resources).toMatchObject([
    { name: 'products', names: { many: 'products', one: 'product' } },
    { name: 'tax_rates', path: '/taxRates', names: { many: 'taxRates', one: 'taxRate' } },
  ])
})

test('choices, records in themselves and what is only sent end as types that can be written down', () => {
  expect(oddShop.resources[0]?.fields).toEqual([
    { name: 'title', type: { kind: 'text' }, needed: true },
    { name: 'sku', type: { kind: 'text' } },
    { name: 'unit-price', type: { kind: 'decimal' } },
    { name: 'currency', type: { kind: 'text', values: ['EUR', 'GBP'] } },
    { name: 'size', type: { kind: 'unknown' } },
    { name: 'views', type: { kind: 'number', whole: true }, readOnly: true },
    { name: 'replaces', type: { kind: 'unknown' }, readOnly: true },
  ])
})

test.each([
  ['none.yaml', undefined, 'cannot be read'],
  ['broken.json', '{', 'cannot be read'],
  ['old.json', '{ "swagger": "2.0" }', 'is of version 2. Convert it to OpenAPI 3 first'],
  ['other.yaml', 'openapi: 3.0.0', 'is no OpenAPI 3 document'],
  [
    'far.yaml',
    'openapi: 3.0.0\npaths: { /a: { get: { $ref: "https://api.example.test/a.yaml" } } }',
    'cannot be read',
  ],
])('%s is refused in words', async (file, content, words) => {
  const cwd = await mkdtemp(path.join(tmpdir(), 'openapi-'))
  if (content !== undefined) await writeFile(path.join(cwd, file), content)
  await expect(readOpenapi(file, { cwd, connector: 'shop' })).rejects.toThrow(words)
  await rm(cwd, { recursive: true })
})

test('a description without a list a connector can read is no reason to make something up', () => {
  const nothing = { api: {}, resources: [], remarks: ['tags have no id.'], doubts: {} }
  expect(() => createPlan({ name: 'shop' }, nothing)).toThrow(
    'the description has no list of records a connector can read; tags have no id. Describe it by flags',
  )
  const [articles] = oddShop.resources
  const odd = { ...nothing, resources: articles ? [{ ...articles, name: 'gadgets' }] : [] }
  expect(() => createPlan({ name: 'shop' }, odd)).toThrow('--entity gadgets=person; there are gadgets')
})
