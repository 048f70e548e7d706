import type { OpenapiDocument } from '../src/openapi/document.js'

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const fieldOf = (name: string, schema: object) => ({ type: 'object', properties: { [name]: schema } })

/** Lists and records in fields that are called like them: `{ "taxRates": [ … ] }`, `{ "taxRate": { … } }`. */
function pathsOf(many: string, one: string, fields: object) {
  const record = { type: 'object', properties: { id: { type: 'integer' }, ...fields } }
  const answers = (schema: object) => ({ responses: { '200': json(schema) } })
  const writes = { requestBody: json(fieldOf(one, record)), ...answers(fieldOf(one, record)) }
  const list = fieldOf(many, { type: 'array', items: record })
  return {
    [`/${many}`]: {
      get: {
        parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
        ...answers({ properties: { ...list.properties, next_cursor: { type: 'string' } } }),
      },
      post: writes,
    },
    [`/${many}/{id}`]: { get: answers(fieldOf(one, record)), patch: writes },
  }
}

/** A help desk without a size of pages, without moments, with names everywhere. */
export const namedDesk: OpenapiDocument = {
  openapi: '3.1.0',
  servers: [{ url: '/api' }],
  paths: {
    ...pathsOf('products', 'product', { name: { type: 'string' }, sku: { type: 'string' } }),
    ...pathsOf('taxRates', 'taxRate', { name: { type: 'string' }, rate: { type: 'number' } }),
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Desk-Key' } } },
}
