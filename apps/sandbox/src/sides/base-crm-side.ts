import type { BaseCrmSimulator } from '@duet/connector-basecrm/simulator'
import { nest } from './path.js'
import { show, typed } from './shown-record.js'
import type { Side } from './side.js'
import { viewOf } from './view.js'
import { writer } from './writer.js'

const collections = ['contacts', 'leads', 'products', 'deals'] as const
const collectionNamed = (name: string) => collections.find((collection) => collection === name) ?? 'contacts'

/** Base CRM, edited through its own API by somebody with a personal access token. */
export function baseCrmSide(simulator: BaseCrmSimulator, url: string): Side {
  const write = writer('Base CRM', {
    authorization: `Bearer ${simulator.oauth.issue()}`,
    'user-agent': 'duet-sandbox/1.0',
  })
  const viewed = (kind: string) => {
    const view = viewOf('basecrm', kind)
    return {
      view,
      store: simulator.stores[collectionNamed(view.collection)],
      path: `${url}/v2/${view.collection}`,
    }
  }
  return {
    name: 'basecrm',
    title: 'Base CRM',
    list: async (kind, search) => {
      const { view, store } = viewed(kind)
      const records = store
        .all()
        .map((record) => ({ id: String(record.id), updatedAt: String(record.updated_at), fields: record }))
      return show(records, view, search)
    },
    create: async (kind, values) => {
      const { view, path } = viewed(kind)
      await write('POST', path, {
        data: { ...view.onCreate, ...nest(priced(typed(view.fields, values, null)), {}) },
      })
    },
    update: async (kind, id, values) => {
      const { view, store, path } = viewed(kind)
      const present = store.get(Number(id))
      await write('PUT', `${path}/${id}`, { data: nest(typed(view.fields, values, null), present) })
    },
    remove: async (kind, id) => write('DELETE', `${viewed(kind).path}/${id}`),
  }
}

/** A price needs its currency. */
const priced = (values: Record<string, unknown>) =>
  'prices[0].amount' in values ? { ...values, 'prices[0].currency': 'GBP' } : values
