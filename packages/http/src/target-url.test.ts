import { ExternalApiError } from '@duet/core'
import { expect, test } from 'vitest'
import { apiUrls } from './target-url.js'

const urls = apiUrls('https://api.example.test/v2')

test('paths are appended to the base URL', () => {
  expect(urls.resolve('/contacts').href).toBe('https://api.example.test/v2/contacts')
  expect(urls.resolve('contacts').href).toBe('https://api.example.test/v2/contacts')
  expect(apiUrls('https://api.example.test/v2/').resolve('/contacts').href).toBe(
    'https://api.example.test/v2/contacts',
  )
})

test('a path that has the base path already is not given it twice', () => {
  expect(urls.resolve('/v2/contacts?page=2').href).toBe('https://api.example.test/v2/contacts?page=2')
})

test('a query is relative to the page it was found on', () => {
  const current = new URL('https://api.example.test/v2/contacts?page=1')
  expect(urls.resolve('?page=2', { current }).href).toBe('https://api.example.test/v2/contacts?page=2')
})

test('dates travel in ISO-8601, undefined does not travel, spaces are %20', () => {
  const query = { since: new Date(0), page: 2, active: true, name: 'Ann B', skip: undefined }
  expect(urls.resolve('/contacts?skip=1', { query }).search).toBe(
    '?since=1970-01-01T00%3A00%3A00.000Z&page=2&active=true&name=Ann%20B',
  )
})

test('a query replaces parameters of a link, and does not make the base path of a path', () => {
  const query = { page: 2, q: 'a+b &c' }
  for (const link of ['/contacts?page=1#top', '/contacts', 'https://api.example.test/v2/contacts'])
    expect(urls.resolve(link, { query }).href).toBe(
      'https://api.example.test/v2/contacts?page=2&q=a%2Bb%20%26c',
    )
  expect(urls.resolve('/v2', { query: { page: 2 } }).href).toBe('https://api.example.test/v2/v2?page=2')
  expect(urls.resolve('/contacts', { query: { page: undefined } }).href).toBe(
    'https://api.example.test/v2/contacts',
  )
})

test.each([
  'https://evil.test/v2/contacts',
  'http://api.example.test/v2/contacts',
  'https://api.example.test:444/v2/contacts',
  '//evil.test/contacts',
  'https://api.example.test@evil.test/',
  'https:evil.test/contacts',
])('no link leads to another origin: %s', (link) => {
  try {
    expect(urls.resolve(link).origin).toBe('https://api.example.test')
  } catch (error) {
    expect(error).toBeInstanceOf(ExternalApiError)
  }
})

test.each(['@evil.test/', '.evil.test/', '/\\evil.test/', '\\\\evil.test/', ':443@evil.test/'])(
  'no path leads to another origin: %s',
  (path) => {
    for (const base of ['https://api.example.test', 'https://api.example.test/v2'])
      expect(apiUrls(base).resolve(path).origin).toBe('https://api.example.test')
  },
)

test('a path is named below the base URL, without its query', () => {
  expect(urls.pathOf(new URL('https://api.example.test/v2/contacts/21?token=x'))).toBe('/contacts/21')
  expect(urls.pathOf(new URL('https://api.example.test/oauth2/token'))).toBe('/oauth2/token')
})
