import type { Parameter } from '../inference/paging-in.js'
import type { FieldType } from '../plan/field.js'
import { type OpenapiDocument, operationObject, type PathItem, parameterObject } from './document.js'
import { jsonSchema } from './json-schema.js'
import { schemaType } from './schema-type.js'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** What a request takes and answers. */
export interface Operation {
  readonly answer: FieldType
  readonly body: FieldType
  /** In the query. */
  readonly parameters: readonly Parameter[]
}

const saysNothing: FieldType = { kind: 'unknown' }

/** A request of the API; undefined where there is none. */
export function operationAt({ paths }: OpenapiDocument, path: string, method: Method): Operation | undefined {
  const item = paths[path]
  const parsed = operationObject.safeParse(item?.[method])
  if (item === undefined || !parsed.success) return undefined
  const { parameters = [], requestBody, responses = {} } = parsed.data
  const answer = responses['200'] ?? responses['201'] ?? responses['2XX'] ?? responses.default
  return {
    answer: typeIn(answer?.content),
    body: typeIn(requestBody?.content),
    parameters: queryOf(item, parameters),
  }
}

function typeIn(content: Readonly<Record<string, { schema?: unknown }>> | undefined): FieldType {
  const [, media] = Object.entries(content ?? {}).find(([type]) => /json|^\*\/\*$/.test(type)) ?? []
  return media === undefined ? saysNothing : schemaType(media.schema)
}

const queryOf = (item: PathItem, parameters: readonly unknown[]): readonly Parameter[] =>
  [...(item.parameters ?? []), ...parameters].flatMap((each): Parameter[] => {
    const parsed = parameterObject.safeParse(each)
    if (!parsed.success || parsed.data.in !== 'query') return []
    const { name, schema } = parsed.data
    return [{ name, type: schemaType(schema, { name }), maximum: jsonSchema(schema).maximum }]
  })
