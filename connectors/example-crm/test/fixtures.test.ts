import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exampleCrm } from '../src/index.js'
import { startCrm } from './crm.js'

const fixture = (name: string) =>
  z
    .record(z.string(), z.json())
    .parse(JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')))

const mappers = exampleCrm.entities.flatMap(({ mappers }) => mappers)
const named = mappers.map((mapper) => ({ name: mapper.external.name, mapper }))

test.each(named)('an answer for $name parses, and is written as it was read', ({ name, mapper }) => {
  const answer = fixture(name)
  const { id, fields } = mapper.external.parse(answer)
  expect(id).toBe(answer.id)
  const written = z.record(z.string(), z.unknown()).parse(mapper.external.encode(fields))
  for (const [field, value] of Object.entries(written)) expect([field, value]).toEqual([field, answer[field]])
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(Object.keys(written)))
})

test.each(named)('an answer for $name becomes a draft that Connec! can take', ({ name, mapper }) => {
  const { fields } = mapper.external.parse(fixture(name))
  expect(mapper.connec.encode(mapper.toConnec(fields, undefined))).toMatchSnapshot()
})

test.each(named)('a record for $name carries a name for people', ({ name, mapper }) => {
  expect(mapper.external.labelOf(mapper.external.parse(fixture(name)))).toMatchSnapshot()
})

test('a record the simulator serves has the fields of the fixture', async () => {
  await using started = startCrm()
  const { crm, http } = started
  for (const name of ['companies', 'people', 'articles', 'tax_rates', 'orders', 'deals'] as const) {
    const { total: _computed, ...record } = fixture(name)
    crm.stores[name].insert(z.looseObject({ id: z.string() }).parse(record))
    expect(await http.get(`/${name}/${record.id}`, z.json())).toEqual(fixture(name))
  }
})

test('a webhook is understood', () => {
  expect(exampleCrm.webhooks?.hints(fixture('webhook'))).toEqual([{ resource: 'people', ids: ['per_4801'] }])
})

test('a refusal is understood', () => {
  const body = JSON.stringify(fixture('refused'))
  expect(
    exampleCrm.errors?.({ method: 'POST', path: '/people', status: 422, headers: {}, body }),
  ).toMatchObject({
    code: 'rejected',
    details: [{ field: 'family_name', message: 'must not be empty' }],
  })
})
