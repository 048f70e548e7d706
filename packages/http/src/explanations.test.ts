import { expect, test } from 'vitest'
import { explanations } from './explanations.js'

test.each([
  [
    'a list of errors',
    { errors: [{ error: { field: '/name', message: 'is blank' } }] },
    [{ field: '/name', message: 'is blank' }],
  ],
  ['a flat list', { errors: [{ title: 'is blank' }, 'no'] }, [{ message: 'is blank' }, { message: 'no' }]],
  [
    'messages by field',
    { errors: { name: ['is blank', 'is short'] } },
    [
      { field: 'name', message: 'is blank' },
      { field: 'name', message: 'is short' },
    ],
  ],
  ['one error', { error: { message: 'no' } }, [{ message: 'no' }]],
  ['OAuth (RFC 6749)', { error: 'invalid_grant', error_description: 'expired' }, [{ message: 'expired' }]],
  [
    'problem details (RFC 9457)',
    { type: 'x', title: 'No credit', detail: 'Your balance is 30' },
    [{ message: 'Your balance is 30' }],
  ],
])('%s', (_, body, expected) => {
  expect(explanations(JSON.stringify(body))).toEqual(expected)
})

test('of an unknown body nothing is quoted', () => {
  for (const body of [
    '',
    '<h1>Ann</h1>',
    '"Ann"',
    '{"name":"Ann"}',
    '[{"name":"Ann"}]',
    '{"errors":[{"name":"Ann"}]}',
  ])
    expect(explanations(body)).toEqual([])
})
