import { expect, test } from 'vitest'
import { connec } from '../connec.js'

const parse = (fields: object) => connec.person.parse('c', fields)
const refusal = (resource: { parse(id: string, input: unknown): unknown }, fields: object) => {
  try {
    resource.parse('c', fields)
  } catch (error) {
    return error
  }
  return undefined
}

test('amounts are numbers, also when they came as texts, and are written as numbers', () => {
  const read = connec.opportunity.parse('c', { probability: '50', amount: { total_amount: '12.50' } })
  expect(read).toMatchObject({ probability: 50, amount: { total_amount: 12.5 } })
  expect(connec.opportunity.encode({ probability: 50 })).toEqual({ probability: 50 })
})

test('a day is its midnight in UTC; moments are read in any offset', () => {
  expect(parse({ birth_date: '1980-01-01' }).birth_date).toEqual(new Date('1980-01-01T00:00:00Z'))
  expect(parse({ birth_date: '1980-01-01T02:00:00+02:00' }).birth_date).toEqual(
    new Date('1980-01-01T00:00:00Z'),
  )
  expect(connec.person.encode({ birth_date: new Date(0) })).toEqual({ birth_date: '1970-01-01T00:00:00Z' })
})

test('references and line ids are texts, also when an application counts with numbers (A14)', () => {
  expect(parse({ organization_id: 55, notes: [{ id: 1 }] })).toMatchObject({
    organization_id: '55',
    notes: [{ id: '1' }],
  })
})

test('numbers in the place of texts and texts in the place of flags are read as what they say', () => {
  expect(parse({ phone_work: { mobile: 333 }, is_lead: 'false', is_customer: true })).toMatchObject({
    phone_work: { mobile: '333' },
    is_lead: false,
    is_customer: true,
  })
})

test.each([
  ['amount.total_amount', connec.opportunity, { amount: { total_amount: true } }],
  ['amount.total_amount', connec.opportunity, { amount: { total_amount: '12,50 €' } }],
  ['sale_price', connec.item, { sale_price: 12 }],
  ['birth_date', connec.person, { birth_date: 'last Tuesday' }],
  ['is_lead', connec.person, { is_lead: 'perhaps' }],
  ['phone_work.mobile', connec.person, { phone_work: { mobile: ['1'] } }],
  ['notes[1].description', connec.person, { notes: [{}, { description: {} }] }],
  ['description', connec.person, { description: 'z'.repeat(10 * 1024 * 1024) }],
])('what is malformed is refused by its path, %s, and never quoted', (path, resource, fields) => {
  const error = refusal(resource, fields)
  expect(error).toMatchObject({ name: 'InvalidRecordError', path })
  const { message } = error as Error
  expect(message.length).toBeLessThan(300)
  expect(message).not.toMatch(/Tuesday|perhaps|€|zzz/)
})

test('what Connec! sends without documenting its shape is kept as it came', () => {
  const tasks = [{ name: 'call' }, 'text', 5]
  expect(parse({ tasks, referred_leads: [] })).toMatchObject({ tasks, referred_leads: [] })
})

test('the members of a team and the teams of a user are references', () => {
  expect(connec.team.references).toEqual([{ path: 'members[].id', resource: 'app_user' }])
  expect(connec.appUser.references).toEqual([{ path: 'teams[].id', resource: 'team' }])
})
