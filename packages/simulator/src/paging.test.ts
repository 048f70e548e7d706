import { expect, test } from 'vitest'
import { pageWindow, paginate, paginateByOffset, withQuery } from './paging.js'

const letters = ['a', 'b', 'c', 'd', 'e']

test('pages are numbered from 1 and the last one has no next', () => {
  expect(paginate(letters, { page: 1, perPage: 2 })).toEqual({ records: ['a', 'b'], total: 5, next: 2 })
  expect(paginate(letters, { page: 3, perPage: 2 })).toEqual({ records: ['e'], total: 5, next: undefined })
  expect(paginate(letters, { page: 9, perPage: 2 })).toEqual({ records: [], total: 5, next: undefined })
  expect(pageWindow(3, 25)).toEqual({ offset: 50, limit: 25 })
})

test('a full last page has no next', () => {
  expect(paginateByOffset(letters, { offset: 3, limit: 2 })).toEqual({
    records: ['d', 'e'],
    total: 5,
    next: undefined,
  })
  expect(paginateByOffset(letters, { offset: 2, limit: 2 }).next).toBe(4)
})

test('a link to the next page keeps the other parameters', () => {
  const url = 'https://hub.example.test/api/v2/org/people?$top=2&$filter=name%20eq%20%27A%27'
  const next = new URL(withQuery(url, { $skip: 2 }))
  expect(Object.fromEntries(next.searchParams)).toEqual({ $top: '2', $filter: "name eq 'A'", $skip: '2' })
  expect(next.search).toContain('%24skip=2')
})
