import type { ExampleCrmSimulator } from '@duet/connector-example-crm/simulator'
import { nest } from './path.js'
import { show, typed } from './shown-record.js'
import type { Side } from './side.js'
import { viewOf } from './view.js'
import { writer } from './writer.js'

const collections = ['people', 'companies', 'articles', 'deals'] as const
const collectionNamed = (name: string) => collections.find((collection) => collection === name) ?? 'people'

/** Example CRM, edited through its own API by somebody with an API key. */
export function exampleCrmSide(simulator: ExampleCrmSimulator, url: string): Side {
  const write = writer('Example CRM', { 'x-api-key': simulator.apiKey })
  const viewed = (kind: string) => {
    const view = viewOf('example-crm', kind)
    return {
      view,
      store: simulator.stores[collectionNamed(view.collection)],
      path: `${url}/v1/${view.collection}`,
    }
  }
  return {
    name: 'example-crm',
    title: 'Example CRM',
    list: async (kind, search) => {
      const { view, store } = viewed(kind)
      const records = store.all().map((record) => ({
        id: String(record.id),
        updatedAt: String(record.updated_at),
        fields: { ...record },
      }))
      return show(records, view, search)
    },
    create: async (kind, values) => {
      const { view, path } = viewed(kind)
      await write('POST', path, { ...view.onCreate, ...nest(priced(typed(view.fields, values, null)), {}) })
    },
    update: async (kind, id, values) => {
      const { view, store, path } = viewed(kind)
      await write('PATCH', `${path}/${id}`, nest(typed(view.fields, values, null), store.get(id)))
    },
    remove: async (kind, id) => write('DELETE', `${viewed(kind).path}/${id}`),
  }
}

/** Money needs its currency. */
function priced(values: Record<string, unknown>): Record<string, unknown> {
  const money = ['price.amount', 'value.amount'].find((path) => path in values)
  return money ? { ...values, [money.replace('amount', 'currency')]: 'GBP' } : values
}
