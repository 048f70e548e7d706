import { expect, test } from 'vitest'
import { byCursor, byLink, byOffset, byPageNumber } from './paging.js'

const page = (count: number, rest: object = {}) => ({
  data: Array.from({ length: count }, () => ({})),
  ...rest,
})
const items = ({ data }: { data: readonly unknown[] }) => data

test('the next page by a link, until there is none', () => {
  const next = byLink(({ link }: { link?: string | null }) => link)
  expect(next({ link: 'https://api.test/a?page=2' }, {})).toBe('https://api.test/a?page=2')
  for (const end of [{ link: null }, { link: '' }, {}]) expect(next(end, {})).toBeUndefined()
})

test('the next page by a cursor, until there is none; 0 is a cursor', () => {
  const next = byCursor(({ after }: { after?: string | number | null }) => after, 'after')
  expect(next({ after: 'b' }, {})).toEqual({ after: 'b' })
  expect(next({ after: 0 }, {})).toEqual({ after: 0 })
  for (const end of [{ after: null }, { after: '' }, {}]) expect(next(end, {})).toBeUndefined()
})

test('the next page by its number, up to the last', () => {
  const next = byPageNumber({
    items,
    pages: ({ pages }: ReturnType<typeof page> & { pages?: number }) => pages,
  })
  expect(next(page(50, { pages: 3 }), {})).toEqual({ page: 2 })
  expect(next(page(50, { pages: 3 }), { page: '2' })).toEqual({ page: 3 })
  expect(next(page(50, { pages: 3 }), { page: '3' })).toBeUndefined()
  expect(next(page(0, { pages: 0 }), {})).toBeUndefined()
})

test('the next page by an offset, up to the total', () => {
  const next = byOffset({
    items,
    total: ({ total }: ReturnType<typeof page> & { total?: number }) => total,
    parameter: 'skip',
  })
  expect(next(page(50, { total: 120 }), {})).toEqual({ skip: 50 })
  expect(next(page(50, { total: 120 }), { skip: '50' })).toEqual({ skip: 100 })
  expect(next(page(20, { total: 120 }), { skip: '100' })).toBeUndefined()
})

test('a page that is shorter than asked for does not end the reading, an empty one does (B5)', () => {
  expect(byPageNumber({ items })(page(3), { page: '4', per_page: '50' })).toEqual({ page: 5 })
  expect(byPageNumber({ items })(page(0), { page: '5' })).toBeUndefined()
  expect(byOffset({ items })(page(3), { offset: '150', limit: '50' })).toEqual({ offset: 153 })
  expect(byOffset({ items })(page(0), { offset: '153' })).toBeUndefined()
})
