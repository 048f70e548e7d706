import { identityIn } from '../inference/identity.js'
import { recordAnswer } from '../inference/record-answer.js'
import type { AccountPlan } from '../plan/connector-plan.js'
import { snakeCase } from '../plan/words.js'
import type { OpenapiDocument } from './document.js'
import { operationAt } from './operation.js'

/** Ends of paths, those that name a company first. */
const usualEnds = [
  'account',
  'company',
  'organization',
  'organisation',
  'business',
  'workspace',
  'tenant',
  'store',
  'shop',
  'me',
  'profile',
  'user',
]
const usualNames = ['name', 'company_name', 'business_name', 'legal_name', 'display_name', 'title', 'email']

/** The request that names the account that is linked: one that takes no id and answers a record with a name. */
export function accountIn(document: OpenapiDocument): AccountPlan | undefined {
  const paths = Object.keys(document.paths).filter((path) => !path.includes('{'))
  for (const end of usualEnds)
    for (const path of paths) {
      const name = snakeCase(path.split('/').at(-1) ?? '')
      const account = name === end ? accountAt(document, path, name) : undefined
      if (account !== undefined) return account
    }
  return undefined
}

function accountAt(document: OpenapiDocument, path: string, name: string): AccountPlan | undefined {
  const read = operationAt(document, path, 'get')
  const record = read && recordAnswer(read.answer, name)
  const identity = record && identityIn(record.fields, name)
  const texts = record?.fields.filter(({ type }) => type.kind === 'text') ?? []
  const title = usualNames.flatMap((usual) => texts.filter((field) => snakeCase(field.name) === usual))[0]
  if (record === undefined || identity === undefined || title === undefined) return undefined
  const { envelope } = record
  const { idField: id, idKind } = identity
  return { path, envelope, id, idKind, name: title.name, known: true }
}
