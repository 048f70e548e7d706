import { describeCollections } from '../inference/describe-collections.js'
import { listAnswer } from '../inference/list-answer.js'
import type { Description } from '../plan/description.js'
import { accountIn } from './account-in.js'
import { authIn } from './auth-in.js'
import { collectionsIn, isCollectionPath } from './collections-in.js'
import type { OpenapiDocument } from './document.js'
import { operationAt } from './operation.js'
import { serverIn } from './server-in.js'

/** What an OpenAPI document tells of an application, and what it leaves open. */
export function describeOpenapi(document: OpenapiDocument): Description {
  const server = serverIn(document)
  const { api, remarks, ...described } = describeCollections(collectionsIn(document))
  const { auth, remarks: authRemarks } = authIn(document, server.origin)
  const account = accountIn(document)
  const title = document.info?.title?.replace(/\s+(REST\s+)?API\b.*$/i, '').trim()
  return {
    ...described,
    ...(title && { displayName: title }),
    api: { ...api, ...server, ...(auth && { auth }), ...(account && { account }) },
    remarks: [...authRemarks, ...remarks, ...leftOut(document)],
  }
}

/** Lists that cannot be collections of a connector. */
function leftOut(document: OpenapiDocument): readonly string[] {
  const paths = Object.keys(document.paths).filter((path) => {
    if (isCollectionPath(path)) return false
    const read = operationAt(document, path, 'get')
    return read !== undefined && listAnswer(read.answer) !== undefined
  })
  return paths.length === 0
    ? []
    : [`lists that need an id, or end otherwise, are left out: ${paths.join(', ')}.`]
}
