import { exampleCrm } from '@duet/connector-example-crm'
import type { AnyResource } from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { replaceHeard } from './replace-heard.js'

const SECRETS = ['canary-access-token-4f1b6a7c9d', 'canary-client-secret-99aa']
const CANARIES = [
  ...SECRETS,
  'Featherstone',
  'featherstone',
  'Philippa',
  'philippa.featherstone@canary-mail.example.org',
  'canary-mail',
  '0412 555 987',
  '61412555987',
  '12 Canary Lane',
  'sk_live_51HcanaryXYZ',
  'eyJhbGciOiJIUzI1NiJ9',
  'canary-cookie',
  'per_990017',
  '990017',
]

const person = {
  id: 'per_990017',
  given_name: 'Philippa',
  family_name: 'Featherstone',
  email: 'philippa.featherstone@canary-mail.example.org',
  phone: '0412 555 987',
  phone_number: 61412555987,
  company_id: 'com_4801',
  job_title: null,
  archived: false,
  address: { street: '12 Canary Lane', country: 'Australia' },
  notes:
    'Philippa (philippa.featherstone@canary-mail.example.org) lives at https://me.canary-mail.example.org/Featherstone?t=1',
  api_key: 'sk_live_51HcanaryXYZ',
  custom: { 'philippa.featherstone@canary-mail.example.org': { nested: [{ access_token: SECRETS[0] }] } },
  self: `https://api.example-crm.test/v1/people/per_990017?access_token=${SECRETS[0]}&page=2`,
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJQaGlsaXBwYSJ9.c2lnbmF0dXJlY2FuYXJ5',
  status: `note ${SECRETS[1]}`,
  type: 'customer',
  score: 12.5,
  created_at: '2026-10-01T08:30:00Z',
  updated_at: '2026-11-02T09:15:20Z',
}
const friend = {
  ...person,
  id: 'per_990018',
  given_name: 'Bo',
  family_name: 'Featherstone',
  company_id: 'com_4801',
}

function heardOf(records: readonly unknown[]) {
  const people = exampleCrm.entities
    .flatMap(({ mappers }) => mappers)
    .find(({ external }) => external.name === 'people')
  if (people === undefined) throw new Error('Example CRM has no people')
  const resource: AnyResource = people.external
  return {
    connector: exampleCrm,
    records: new Map([[resource, records]]),
    answers: new Map([
      [
        resource,
        [
          {
            method: 'GET',
            url: new URL('http://127.0.0.1:4302/v1/people?per_page=5&page=1&q=Featherstone'),
            status: 200,
            headers: {
              'content-type': 'application/json',
              'set-cookie': 'sid=canary-cookie',
              authorization: `Bearer ${SECRETS[0]}`,
              link: `<http://127.0.0.1:4302/v1/people?page=2&token=${SECRETS[0]}>; rel="next"`,
              'x-ratelimit-remaining': '99',
            },
            body: Buffer.from(JSON.stringify({ data: records, page: 1, pages: 2 })),
          },
        ],
      ],
    ]),
    notes: [],
  }
}

const options: Parameters<typeof replaceHeard>[1] = {
  key: 'a key of the test',
  secrets: SECRETS,
  keep: [],
  keepIds: false,
  origin: 'http://127.0.0.1:4302',
}
const replaced = (changes: Partial<typeof options> = {}) =>
  replaceHeard(heardOf([person, friend]), { ...options, ...changes })

const recordedPeople = z.array(z.looseObject({ id: z.string() })).length(2)

test('no secret, mail address, name, number or token stays: nested, in keys, headers and addresses', () => {
  const text = JSON.stringify(replaced().files)
  expect(CANARIES.filter((canary) => text.includes(canary))).toEqual([])
  expect(JSON.stringify(replaced({ key: 'another key' }).files)).not.toBe(text)
})

test('the same value becomes the same other one, types and formats stay', () => {
  const [file] = replaced().files
  const [one, two] = recordedPeople.parse(file?.content)
  expect(file?.path).toBe('people-recorded.json')
  expect(one).toMatchObject({
    id: expect.stringMatching(/^per_[1-9]\d{5}$/),
    given_name: expect.stringMatching(/^[A-Z][a-z]{7}$/),
    email: expect.stringMatching(/^[a-z]{8}\.[a-z]{12}@[a-z]{6}-[a-z]{4}\.[a-z]{7}\.example$/),
    phone: expect.stringMatching(/^\d{4} \d{3} \d{3}$/),
    phone_number: expect.any(Number),
    job_title: null,
    archived: false,
    score: 12.5,
    type: 'customer',
    created_at: '2026-10-01T08:30:00Z',
  })
  expect(two).toMatchObject({ family_name: one?.family_name, company_id: one?.company_id })
  expect(two?.id).not.toBe(one?.id)
  expect(String(one?.email)).toContain(`${String(one?.given_name)}.${String(one?.family_name)}`.toLowerCase())
  expect(one?.self).toMatch(
    new RegExp(`^https://api\\.example-crm\\.test/v1/people/${one?.id}\\?access_token=.*&page=2$`),
  )
  expect(replaced().files).toEqual(replaced().files)
})

test('answers keep their envelope and what headers say of it', () => {
  const [, answer] = replaced().files
  expect(answer).toMatchObject({
    path: 'answers/people-1.json',
    content: {
      request: {
        method: 'GET',
        url: expect.stringMatching(/^https:\/\/api\.example-crm\.test\/v1\/people\?per_page=5&page=1&q=/),
      },
      answer: { status: 200, body: { page: 1, pages: 2, data: [{ archived: false }, {}] } },
    },
  })
  const { headers } = z
    .object({ answer: z.object({ headers: z.record(z.string(), z.string()) }) })
    .parse(answer?.content).answer
  expect(Object.keys(headers)).toEqual(['content-type', 'link', 'x-ratelimit-remaining'])
  expect(headers.link).toMatch(
    /^<https:\/\/api\.example-crm\.test\/v1\/people\?page=2&token=[^>]+>; rel="next"$/,
  )
})

test('ids stay when asked, unless one is a mail address; a field that is kept and tells a mail address is refused', () => {
  const [file] = replaced({ keepIds: true }).files
  expect(recordedPeople.parse(file?.content)).toMatchObject([
    { id: 'per_990017', company_id: 'com_4801' },
    { id: 'per_990018' },
  ])
  expect(JSON.stringify(file)).not.toContain('Featherstone')
  expect(() => replaced({ keep: ['people.notes'] })).toThrow(/a mail address would have stayed/)
})
