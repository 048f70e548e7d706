import type { PagingPlan } from '../plan/connector-plan.js'
import { type FieldType, type Leaf, leavesOf } from '../plan/field.js'
import { snakeCase } from '../plan/words.js'

/** A parameter of a list. */
export interface Parameter {
  readonly name: string
  readonly type: FieldType
  readonly maximum?: number | undefined
}

/** How a list is cut into pages, by what its answers tell and by its parameters; undefined where nothing tells it. */
export function pagingIn(answer: FieldType, parameters: readonly Parameter[]): PagingPlan | undefined {
  const told = answer.kind === 'object' ? leavesOf(answer.fields) : []
  const size = sizeIn(parameters)
  const parameter = (pattern: RegExp) => named(parameters, pattern)
  const link = told.find((leaf) => isLink(leaf, parameter(cursorName) ? surely : perhaps))
  if (link !== undefined) return { ...size, style: 'next-link', next: link.path }
  const cursor = pathOf(told, cursorTold, ['text', 'number', 'unknown'])
  const byCursor = parameter(cursorName)
  if (cursor !== undefined && byCursor !== undefined)
    return { ...size, style: 'cursor', cursor: byCursor.name, next: cursor }
  const page = parameter(pageName)
  const pages = pathOf(told, pagesTold, ['number'])
  if (page !== undefined) return { ...size, style: 'page-number', page: page.name, ...(pages && { pages }) }
  const offset = parameter(offsetName)
  const total = pathOf(told, totalTold, ['number'])
  if (offset !== undefined) return { ...size, style: 'offset', offset: offset.name, ...(total && { total }) }
  return undefined
}

/** How a list is probably cut into pages, by what an answer tells: the parameters have their usual names. */
export function pagingInAnswer(answer: FieldType): PagingPlan | undefined {
  const told = answer.kind === 'object' ? leavesOf(answer.fields) : []
  const link = told.find((leaf) => isLink(leaf, { texts: false, nulls: true }))
  if (link !== undefined) return { style: 'next-link', size: 'limit', next: link.path }
  const cursor = pathOf(told, cursorTold, ['text', 'number', 'unknown'])
  if (cursor !== undefined) return { style: 'cursor', size: 'limit', cursor: 'cursor', next: cursor }
  const pages = pathOf(told, pagesTold, ['number'])
  if (pages !== undefined || pathOf(told, pageTold, ['number']) !== undefined)
    return { style: 'page-number', size: sizeTold(told), page: 'page', ...(pages && { pages }) }
  const total = pathOf(told, totalTold, ['number'])
  if (pathOf(told, offsetTold, ['number']) !== undefined)
    return { style: 'offset', size: 'limit', offset: 'offset', ...(total && { total }) }
  return undefined
}

const box = '((meta|paging|pagination|page|page_info|info|response_metadata|links|cursors)\\.){0,2}'
const at = (names: string) => new RegExp(`^${box}(${names})$`)
const linkTold = at('next(\\.(href|url))?|next_(url|link|href|page_url|page)')
const cursorTold = at(
  'next|after|cursor|(next|end)_cursor|next_page_(token|cursor)|next_token|continuation_token',
)
const pagesTold = at('pages|total_pages|page_count|last_page|num_pages')
const pageTold = at('page|current_page|page_number')
const totalTold = at('total|total_(count|results|items|records)')
const offsetTold = at('offset|skip')
const perPageTold = at('per_page|page_size')

const cursorName = /^(cursor|after|page_(cursor|token|after)|next_token|starting_after|continuation_token)$/
const pageName = /^(page|page_(number|no|num)|p)$/
const offsetName = /^(offset|skip|start|start_(index|at)|page_offset)$/
const sizeName =
  /^(limit|per_page|page_(size|limit)|size|count|max_results|first|take|rows|results_per_page)$/

const plain = (path: string) => path.split('.').map(snakeCase).join('.')

function pathOf(
  told: readonly Leaf[],
  pattern: RegExp,
  kinds: readonly FieldType['kind'][],
): string | undefined {
  return told.find(({ path, field }) => pattern.test(plain(path)) && kinds.includes(field.type.kind))?.path
}

/** What counts as a link where only the name speaks for one: texts of any form, and what was null in every answer. */
interface Doubt {
  readonly texts: boolean
  readonly nulls: boolean
}

const surely: Doubt = { texts: false, nulls: false }
const perhaps: Doubt = { texts: true, nulls: true }

function isLink({ path, field: { type } }: Leaf, doubt: Doubt): boolean {
  if (!linkTold.test(plain(path))) return false
  if (type.kind === 'unknown') return doubt.nulls
  return type.kind === 'text' && (type.format === 'link' || doubt.texts)
}

const named = (parameters: readonly Parameter[], pattern: RegExp): Parameter | undefined =>
  parameters.find(({ name }) => pattern.test(snakeCase(name)))

function sizeIn(parameters: readonly Parameter[]): Pick<PagingPlan, 'size' | 'largest'> {
  const size = named(parameters, sizeName)
  if (size === undefined) return {}
  return { size: size.name, ...(size.maximum === undefined ? {} : { largest: size.maximum }) }
}

const sizeTold = (told: readonly Leaf[]): string =>
  snakeCase(pathOf(told, perPageTold, ['number'])?.split('.').at(-1) ?? 'per_page')
