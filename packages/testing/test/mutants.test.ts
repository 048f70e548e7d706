import { isPlainObject, RejectedError } from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { runChecks } from '../src/index.js'
import { createSmallCrm } from './small-crm.js'
import { type Mutation, smallCrm } from './small-crm-connector.js'

const outcomesOf = (mutation?: Mutation) =>
  runChecks(smallCrm(mutation), {
    simulator: createSmallCrm,
    fixtures: { contacts: [{ id: 100, name: 'Northwind', email: 'office@northwind.test', revenue: 19.99 }] },
    skip: { 'the manifest names the export and the version of the authoring API': 'it is no package' },
  })

async function failedChecks(mutation?: Mutation): Promise<string[]> {
  const outcomes = await outcomesOf(mutation)
  return outcomes.filter(({ status }) => status === 'failed').map(({ check }) => check)
}

test('a good connector passes, and what cannot be checked says why', async () => {
  const outcomes = await outcomesOf()
  expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([])
  expect(outcomes.filter(({ status }) => status === 'skipped').map(({ reason }) => reason)).toEqual([
    'it is no package',
    'contacts has no keys of ours',
  ])
}, 60_000)

const mutants: [string, Mutation, string][] = [
  [
    'reads only the first page',
    {
      async *list(http, options, proper) {
        for await (const page of proper(http, options)) return yield page
      },
    },
    'a list is read to its end, every record once',
  ],
  [
    'takes a refusal for an empty page',
    {
      async *list(http, options, proper) {
        try {
          yield* proper(http, options)
        } catch {
          yield []
        }
      },
    },
    'a list that cannot be read is an error, never an empty page or an end',
  ],
  [
    'rounds without saying so',
    { revenue: { toExternal: (value) => Math.round(value), toConnec: (value) => value } },
    'what the hub says comes back unchanged over the application',
  ],
  [
    'reads everything whatever since says',
    { list: (http, { pageSize }, proper) => proper(http, { pageSize }) },
    'with since, what changed at or after it is read, and nothing older',
  ],
  [
    'leaves out records of the very moment',
    {
      list: (http, { since, pageSize }, proper) =>
        proper(http, { pageSize, ...(since && { since: new Date(since.getTime() + 1_000) }) }),
    },
    'records of one moment are all read, also across the edge of a page',
  ],
  [
    'replaces a record instead of changing it',
    { update: (http, id, json) => http.put(`/contacts/${id}`, z.unknown(), { json }) },
    'an update changes the given fields and no other',
  ],
  [
    'answers a create with nothing',
    {
      create: async (http, json) => {
        await http.post('/contacts', z.unknown(), { json })
      },
    },
    'a create answers with the id under which the record is found',
  ],
  [
    'takes a refused create for a success',
    { create: (http, json) => http.post('/contacts', z.unknown(), { json }).catch(refusedAs(json)) },
    'a refused record is a RejectedError that says what is wrong',
  ],
  [
    'takes every refusal for a wrong record',
    { errors: ({ status }) => new RejectedError('Failed to send: refused. Try again.', { status }) },
    'changing a record that was deleted is an EntityNotFoundError',
  ],
]

const refusedAs = (json: unknown) => () => (isPlainObject(json) ? { id: 1, ...json } : undefined)

test.each(mutants)(
  'a connector that %s is caught',
  async (_, mutation, check) => {
    expect(await failedChecks(mutation)).toContain(check)
  },
  60_000,
)
