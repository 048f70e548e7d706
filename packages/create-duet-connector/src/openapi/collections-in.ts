import type { FoundCollection } from '../inference/found-collection.js'
import { listAnswer } from '../inference/list-answer.js'
import { pagingIn } from '../inference/paging-in.js'
import { recordAnswer } from '../inference/record-answer.js'
import { sinceIn } from '../inference/since-in.js'
import { snakeCase } from '../plan/words.js'
import type { OpenapiDocument } from './document.js'
import { operationAt } from './operation.js'
import { recordFields } from './record-fields.js'

/** The lists of records an API has, each with what can be done to its records. */
export function collectionsIn(document: OpenapiDocument): readonly FoundCollection[] {
  const taken = new Set<string>()
  return Object.keys(document.paths).flatMap((path) => {
    const found = collectionAt(document, path, taken)
    if (found === undefined) return []
    taken.add(found.name)
    return [found]
  })
}

/** Lists below a record, and addresses `path/id` does not lead from, are not for this. */
export const isCollectionPath = (path: string): boolean =>
  /^(\/[\w.~-]+)+$/.test(path) && !/\.\w+$/.test(path)

function collectionAt(
  document: OpenapiDocument,
  path: string,
  taken: ReadonlySet<string>,
): FoundCollection | undefined {
  const list = isCollectionPath(path) ? operationAt(document, path, 'get') : undefined
  const name = nameOf(path, taken)
  const records = list && listAnswer(list.answer, name)
  if (list === undefined || records === undefined) return undefined

  const one = Object.keys(document.paths).find(
    (each) => each.startsWith(`${path}/{`) && /^\/\{[^/]+\}$/.test(each.slice(path.length)),
  )
  const at = (method: 'get' | 'put' | 'patch') =>
    one === undefined ? undefined : operationAt(document, one, method)
  const create = operationAt(document, path, 'post')
  const read = at('get')
  const patch = at('patch')
  const change = patch ?? at('put')
  const answered = recordAnswer((read ?? create ?? change ?? list).answer, name)
  const sent = create && recordAnswer(create.body, name)
  const inEnvelope = read === undefined && create === undefined ? undefined : answered?.envelope

  return {
    name,
    path,
    fields: recordFields({ listed: records.fields, read: read && answered?.fields, sent: sent?.fields }),
    items: records.items,
    envelope: inEnvelope,
    bodyEnvelope: sent?.envelope,
    paging: pagingIn(list.answer, list.parameters) ?? { style: 'none' },
    since: sinceIn(list.parameters),
    creates: sent !== undefined,
    updates: change && (patch ? 'PATCH' : 'PUT'),
  }
}

/** The last step of the path; with the one before it where two lists would have the same name. */
function nameOf(path: string, taken: ReadonlySet<string>): string {
  const steps = path.split('/').filter((step) => step !== '')
  const last = snakeCase(steps.at(-1) ?? '')
  return taken.has(last) ? snakeCase(steps.slice(-2).join('_')) : last
}
