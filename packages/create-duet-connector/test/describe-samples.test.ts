import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { describeSamples } from '../src/samples/describe-samples.js'
import { readSample } from '../src/samples/sample-file.js'
import { sampled } from './described.js'

test('lists in an envelope tell ids, moments, links to the next page and what refers to what', () => {
  expect(sampled.api).toMatchObject({
    items: 'by-name',
    envelope: null,
    paging: { style: 'next-link', next: 'paging.next' },
  })
  const [customers, companies] = sampled.resources
  expect(customers).toMatchObject({
    idKind: 'integer',
    timestamps: { created: 'created', updated: 'modified' },
    fields: expect.arrayContaining([
      { name: 'birthday', type: { kind: 'day' } },
      { name: 'credit_cents', type: { kind: 'cents' } },
      { name: 'tags', type: { kind: 'list', item: { kind: 'text' } } },
    ]),
  })
  expect(customers?.fields.map(({ name }) => name)).not.toContain('id')
  expect(companies?.name).toBe('companies')
  expect(sampled.remarks.join()).toContain('samples do not show requests')
})

const contact = { id: 'con_1', name: 'Ada' }
const cut = (answer: unknown) => describeSamples([{ collection: 'contacts', answer }])

test.each([
  ['numbered pages', { data: [contact], page: 1, total_pages: 3 }, 'page-number'],
  ['an offset', { data: [contact], meta: { offset: 0, total: 3 } }, 'offset'],
  ['a cursor', { data: [contact], next_cursor: 'abc' }, 'cursor'],
  ['a link', { data: [contact], links: { next: 'https://api.example/contacts?page=2' } }, 'next-link'],
])('%s', (_, answer, style) => {
  expect(cut(answer).api.paging).toMatchObject({ style })
})

test('a bare list has its records in itself; one record may have a field around it', () => {
  expect(cut([contact]).api.items).toBeNull()
  const { api, resources } = cut({ contact })
  expect([api.envelope, resources[0]?.fields.map(({ name }) => name)]).toEqual(['by-name', ['name']])
})

test('what cannot be a collection is left out, in words', () => {
  expect(cut({ ok: true }).remarks).toContain(
    'contacts have no field that looks like an id: they are left out.',
  )
  expect(cut({ data: [] }).resources).toEqual([])
  expect(cut('nothing').remarks).toContain('the sample of contacts has no records in it: it is left out.')
})

test('a file is of the collection it is called like, unless said otherwise', async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), 'samples-'))
  await writeFile(path.join(cwd, 'tax-rates.json'), '[]')
  await writeFile(path.join(cwd, 'broken.json'), '[')
  const place = { cwd, connector: 'shop' }
  expect(await readSample('tax-rates.json', place)).toEqual({ collection: 'tax_rates', answer: [] })
  expect(await readSample('rates=tax-rates.json', place)).toMatchObject({ collection: 'rates' })
  await expect(readSample('broken.json', place)).rejects.toThrow('the sample broken.json is no JSON')
  await expect(readSample('none.json', place)).rejects.toThrow('the sample none.json cannot be read')
  await rm(cwd, { recursive: true })
})
