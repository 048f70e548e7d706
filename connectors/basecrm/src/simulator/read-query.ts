import type { ListQuery } from '@duet/simulator'
import type { Shelf } from './application.js'
import { invalidParameter } from './refused.js'
import { attributesOf } from './render-record.js'
import type { SimulatedRecord } from './simulated-record.js'

/** Which page is asked for; `url` is that of the request as the client sees it. */
export interface Page {
  number: number
  perPage: number
  url: string
}

/** Where a list begins, how long it is, how it is sorted and filtered. Throws `Refused`. */
export function readQuery(shelf: Shelf, url: URL): { page: Page; query: ListQuery<SimulatedRecord> } {
  const { rules, app } = shelf
  const perPage = bounded(url, 'per_page', { initial: 25, most: rules.maxPerPage ?? 100 })
  const number = bounded(url, 'page', { initial: 1, most: Number.MAX_SAFE_INTEGER })
  const where = visible(shelf, readFilters(shelf, url, ['page', 'per_page', 'sort_by']))
  const { publicUrl } = app.config
  return {
    page: { number, perPage, url: `${publicUrl}${url.pathname}${url.search}` },
    query: {
      ...(where && { where }),
      sort: readSort(shelf, url),
      offset: (number - 1) * perPage,
      limit: perPage,
    },
  }
}

type Test = (record: SimulatedRecord) => boolean

/** Records that fit and are not too new; undefined when that is every one, so that a long list need not be gone through. */
function visible({ app: { isTooNew }, collection }: Shelf, fits: Test | undefined): Test | undefined {
  if (!isTooNew) return fits
  return (record) => !isTooNew(collection, record.id) && (fits?.(record) ?? true)
}

function bounded(url: URL, name: string, { initial, most }: { initial: number; most: number }): number {
  const given = url.searchParams.get(name)
  if (given === null) return initial
  const value = Number(given)
  if (/^\d+$/.test(given) && value >= 1 && value <= most) return value
  const bounds = most === Number.MAX_SAFE_INTEGER ? 'at least 1' : `between 1 and ${most}`
  throw invalidParameter(name, `must be ${bounds}, given: ${given}`)
}

/** `field`, `field:asc` or `field:desc`; ascending unless it says otherwise. */
function readSort({ rules }: Shelf, url: URL): NonNullable<ListQuery<SimulatedRecord>['sort']> {
  const given = url.searchParams.get('sort_by')
  if (given === null) return { by: rules.defaultSort }
  const [, by = '', order = 'asc'] = /^([a-z_]+)(?::(asc|desc))?$/.exec(given) ?? []
  if (!rules.sorts.includes(by)) throw invalidParameter('sort_by', `given: ${given}`)
  if (by === 'value') {
    const sign = order === 'desc' ? -1 : 1
    return (a, b) => sign * (Number(a.value ?? 0) - Number(b.value ?? 0))
  }
  return { by, order: order === 'desc' ? 'desc' : 'asc' }
}

/**
 * Equality with every filter of the query, undefined without any; parameters in `others` are none. Throws `Refused` for
 * unknown ones.
 */
export function readFilters(shelf: Shelf, url: URL, others: readonly string[] = []): Test | undefined {
  const tests: ((shown: Record<string, unknown>) => boolean)[] = []
  for (const [name, value] of url.searchParams) {
    if (others.includes(name)) continue
    const test = readFilter(shelf, name, value)
    if (test) tests.push(test)
    else if (shelf.app.config.strictQueryParams) throw invalidParameter(name, 'is an unexpected parameter')
  }
  if (tests.length === 0) return undefined
  return (record) => {
    const shown = attributesOf(shelf, record)
    return tests.every((test) => test(shown))
  }
}

function readFilter({ rules, app }: Shelf, name: string, value: string) {
  const equals = (stored: unknown) => stored != null && String(stored) === value
  if (name === 'ids') {
    const ids = new Set(value.split(','))
    return (shown: Record<string, unknown>) => ids.has(String(shown.id))
  }
  const [, outer, inner] = /^(\w+)\[(.+)\]$/.exec(name) ?? []
  const isCustom = outer === 'custom_fields' && app.config.filterableCustomFields.includes(inner ?? '')
  if (!isCustom && !rules.filters.includes(name)) return undefined
  if (outer === undefined || inner === undefined)
    return (shown: Record<string, unknown>) => equals(shown[name])
  return (shown: Record<string, unknown>) => {
    const object = shown[outer]
    return typeof object === 'object' && object !== null && equals(Reflect.get(object, inner))
  }
}
