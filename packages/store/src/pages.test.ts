import { expect, test } from 'vitest'
import { keyOf, lastOfEach, PAGE_SIZE, pagesOf, readInPages, toPage } from './pages.js'

test('a list is cut into pages, each item in one of them', () => {
  const items = Array.from({ length: PAGE_SIZE * 2 + 1 }, (_, index) => index)
  const pages = [...pagesOf(items)]
  expect(pages.map((page) => page.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 1])
  expect(pages.flat()).toEqual(items)
  expect([...pagesOf([])]).toEqual([])
})

test('an id is asked for once, and nothing at all for no ids', async () => {
  const asked: string[][] = []
  const read = async (ids: string[]) => {
    asked.push(ids)
    return ids
  }
  expect(await readInPages(['a', 'b', 'a'], read)).toEqual(['a', 'b'])
  expect(await readInPages([], read)).toEqual([])
  expect(asked).toEqual([['a', 'b']])
})

test('the last row of a key counts, and keys of several parts do not run into each other', () => {
  const rows = [
    { a: 'x', b: 'yz', n: 1 },
    { a: 'xy', b: 'z', n: 2 },
    { a: 'x', b: 'yz', n: 3 },
  ]
  expect(lastOfEach(rows, ({ a, b }) => keyOf(a, b)).map(({ n }) => n)).toEqual([3, 2])
})

test('a page says where the next one begins, unless it is the last', () => {
  expect(toPage(['a', 'b', 'c'], 2, (row) => row)).toEqual({ rows: ['a', 'b'], next: 'b' })
  expect(toPage(['a', 'b'], 2, (row) => row)).toEqual({ rows: ['a', 'b'] })
})
