import { organizationList } from '@duet/host-api'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { callApi } from './call-api.js'

afterEach(() => vi.unstubAllGlobals())

const answerWith = (body: string | object, status = 200) => {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) =>
    typeof body === 'string' ? new Response(body, { status }) : Response.json(body, { status }),
  )
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('an answer is parsed by its schema', async () => {
  answerWith({ organizations: [], tenants: ['sandbox'] })
  const list = await callApi('/api/organizations', { answer: organizationList })
  expect(list.tenants).toEqual(['sandbox'])
})

test('a request that changes something carries the header a foreign form cannot send', async () => {
  const fetched = answerWith({})
  await callApi('/api/links/1', { method: 'PATCH', body: { historyLimit: null }, answer: z.unknown() })
  const headers = new Headers(fetched.mock.calls[0]?.[1].headers)
  expect(headers.get('x-duet')).toBe('1')
  expect(headers.get('content-type')).toBe('application/json')
})

test('a refusal keeps the message of the host and its complaints by field', async () => {
  answerWith({ error: { code: 'invalid', message: 'Give a name.', fields: { name: 'is empty' } } }, 422)
  await expect(callApi('/api/organizations', { answer: organizationList })).rejects.toMatchObject({
    message: 'Give a name.',
    status: 422,
    fields: { name: 'is empty' },
  })
})

test('an answer that is none of the API is told by its status', async () => {
  answerWith('<h1>Bad gateway</h1>', 502)
  await expect(callApi('/api/organizations', { answer: organizationList })).rejects.toThrow('status 502')
})

test('an answer of another shape is never passed on', async () => {
  answerWith({ organizations: 'none' })
  await expect(callApi('/api/organizations', { answer: organizationList })).rejects.toThrow(
    'this page and the host differ',
  )
})

test('no answer at all is a failure with status 0', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  await expect(callApi('/api/organizations', { answer: organizationList })).rejects.toMatchObject({
    status: 0,
  })
})
