import {
  AuthorizationError,
  EntityNotFoundError,
  ExternalApiError,
  RateLimitError,
  RejectedError,
} from '@duet/core'
import { expect, test } from 'vitest'
import { connecError, readConnecError } from './connec-error.js'

const attempt = 'create a person'

test('statuses become kinds of errors', () => {
  const kindOf = (status: number) => connecError({ attempt, status, body: null }).constructor
  expect([400, 401, 403, 404, 409, 422, 429, 500].map(kindOf)).toEqual([
    RejectedError,
    AuthorizationError,
    AuthorizationError,
    EntityNotFoundError,
    RejectedError,
    RejectedError,
    RateLimitError,
    ExternalApiError,
  ])
})

/** Every form in which the hub has been seen to explain a refusal. */
const forms: Record<string, [body: unknown, said: string]> = {
  'a list of errors': [
    {
      errors: [
        {
          id: 'e1',
          href: 'http://maestrano.github.io/connec/#people-people-list-post',
          status: '400',
          code: 'bad',
          title: 'Bad',
          detail: 'first_name is too long.',
        },
        { title: 'Worse' },
      ],
    },
    'first_name is too long; Worse',
  ],
  'an error of the batch': [
    { error: { message: 'Sequential flag is currently required' } },
    'Sequential flag is currently required',
  ],
  'a single error object': [{ errors: { title: 'Old form' } }, 'Old form'],
  'a list of texts': [{ errors: ['code is taken', '', 'name is blank'] }, 'code is taken; name is blank'],
  'an error in a text': [{ error: 'Invalid credentials' }, 'Invalid credentials'],
  'a bare text': ['Bad name', 'Bad name'],
}

test.each(Object.entries(forms))('%s is read', (_, [body, said]) => {
  const error = connecError({ attempt, status: 400, body })
  expect(error.message).toBe(
    `Failed to create a person at Connec!: it refused the record (400, ${said}). Correct the record.`,
  )
  expect(error).toMatchObject({
    details: said.split('; ').map((message) => ({ message: expect.stringContaining(message) })),
  })
})

test.each(Object.entries(forms))('%s is read from the answer to a request as well', (_, [body, said]) => {
  const answer = { method: 'POST', path: '/batch', headers: {}, status: 422, body: JSON.stringify(body) }
  expect(readConnecError(answer)?.message).toContain(`(422, ${said})`)
})

test.each([null, undefined, '', 5, [], {}, { errors: [null, { title: null }] }, { error: { message: 5 } }])(
  'without an explanation (%j) the status says it',
  (body) => {
    expect(connecError({ attempt, status: 400, body }).message).toContain('(400)')
  },
)

test('the status of the answer counts, not the one in its body', () => {
  const body = { errors: [{ status: '404', title: 'Creation of resource with id' }] }
  expect(connecError({ attempt, status: 409, body })).toBeInstanceOf(RejectedError)
})

test('a long explanation is cut', () => {
  expect(connecError({ attempt, status: 400, body: 'z'.repeat(5000) }).message.length).toBeLessThan(450)
})

test('the usual reading serves where the hub says nothing of its own', () => {
  const answer = { method: 'GET', path: '/api/v2/cld-1/people', headers: {}, body: '<html>' }
  expect(readConnecError({ ...answer, status: 503 })).toBeUndefined()
  expect(readConnecError({ ...answer, status: 401 })).toBeInstanceOf(AuthorizationError)
})
