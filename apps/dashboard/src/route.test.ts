import { expect, test } from 'vitest'
import { linkPath, routeOf } from './route.js'

test('the root shows the companies', () => {
  expect(routeOf('/')).toEqual({ page: 'companies' })
})

test('a link has a page of its own, whatever its ids contain', () => {
  const path = linkPath({ organizationId: 'org/1', id: 'l 2' })
  expect(path).toBe('/organizations/org%2F1/links/l%202')
  expect(routeOf(path)).toEqual({ page: 'link', organizationId: 'org/1', linkId: 'l 2' })
})

test('every other path is unknown', () => {
  expect(routeOf('/organizations/1')).toEqual({ page: 'unknown' })
  expect(routeOf('/organizations/1/links/%E0%A4%A')).toMatchObject({ page: 'link' })
})
