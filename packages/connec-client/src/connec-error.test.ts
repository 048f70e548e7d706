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

test('every form of explanation is read, and none is required', () => {
  const messageOf = (body: unknown) => connecError({ attempt, status: 400, body }).message
  expect(
    messageOf({ errors: [{ title: 'Bad', detail: 'first_name is too long' }, { title: 'Worse' }] }),
  ).toBe(
    'Failed to create a person at Connec!: it refused the record (400, first_name is too long; Worse). Correct the record.',
  )
  expect(messageOf({ error: { message: 'Sequential flag is currently required' } })).toContain(
    'Sequential flag',
  )
  expect(messageOf({ errors: { title: 'Old form' } })).toContain('Old form')
  expect(messageOf('Bad name')).toContain('Bad name')
  for (const body of [null, undefined, '', 5, [], { errors: [null, { title: null }] }])
    expect(messageOf(body)).toContain('(400)')
})

test('a long explanation is cut', () => {
  expect(connecError({ attempt, status: 400, body: 'z'.repeat(5000) }).message.length).toBeLessThan(450)
})

test('the usual reading serves where the hub says nothing of its own', () => {
  const answer = { method: 'GET', path: '/api/v2/cld-1/people', headers: {}, body: '<html>' }
  expect(readConnecError({ ...answer, status: 503 })).toBeUndefined()
  expect(readConnecError({ ...answer, status: 401 })).toBeInstanceOf(AuthorizationError)
})
