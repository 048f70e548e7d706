import { isPlainObject, type Mapper, type PlainRecord } from '@duet/core'
import { z } from 'zod'
import { fixtures, values } from '../mini-crm/fixtures.js'
import type { Mutant } from './mutant.js'
import { withEntities, withMappers, withResources } from './with-mutation.js'

const mapping = (pair: string, change: (proper: Mapper) => Partial<Mapper>): Pick<Mutant, 'mutate'> => ({
  mutate: (connector) => withMappers(connector, { [pair]: change }),
})

const TO_CONNEC = 'what the hub says comes back unchanged over the application'
const TO_EXTERNAL = 'what the application says comes back unchanged over the hub'
const KIND = 'a record that went to the other side is routed back to where it came from'
const KEPT = 'mapping a record never changes it'
const ROUTES = 'every record is routed to resources there are mappers for'
const FIXTURES = 'the fixtures parse, and are read again as they were'
const MANIFEST = 'the manifest names the export and the version of the authoring API'
const CONTRACT = 'what companies rely on is as in contract.json'

const withText = (record: PlainRecord, key: string, change: (text: string) => string): PlainRecord => {
  const text = record[key]
  return typeof text === 'string' ? { ...record, [key]: change(text) } : record
}

export const declaring: readonly Mutant[] = [
  {
    does: 'asks for a later version of the authoring API than the manifest says',
    caughtBy: MANIFEST,
    mutate: (connector) => ({ ...connector, apiVersion: '2.0' }),
  },
  {
    does: 'does not map a field any more',
    caughtBy: CONTRACT,
    ...mapping('item products', ({ rows }) => ({
      rows: rows.filter(({ connec }) => connec !== 'description'),
    })),
  },
  {
    does: 'reads a field in another type',
    caughtBy: CONTRACT,
    mutate: (connector) =>
      withResources(connector, {
        products: ({ fields }) => ({ fields: { ...fields, sku: z.union([z.string(), z.int()]) } }),
      }),
  },
  {
    does: 'knows some kinds of its records only',
    caughtBy: FIXTURES,
    mutate: (connector) =>
      withResources(connector, {
        products: ({ parse }) => ({
          parse: (input) => {
            if (isPlainObject(input) && input.sku === 'odd') throw new Error('sku: expected something else')
            return parse(input)
          },
        }),
      }),
    options: {
      fixtures: { ...fixtures, products: [...fixtures.products, { id: 501, name: 'Odd', sku: 'odd' }] },
    },
  },
  {
    does: 'routes some records to where there is no mapper',
    caughtBy: ROUTES,
    mutate: (connector) =>
      withEntities(connector, {
        item: ({ toConnec }) => ({
          toConnec: {
            ...toConnec,
            products: ({ tags }) => (Array.isArray(tags) && tags.length > 2 ? 'opportunity' : 'item'),
          },
        }),
      }),
  },
]

export const translating: readonly Mutant[] = [
  {
    does: 'rounds amounts for the application without saying so',
    caughtBy: TO_CONNEC,
    ...mapping('item products', ({ toExternal }) => ({
      toExternal: (record, context) => {
        const draft = toExternal(record, context)
        return typeof draft.price === 'number'
          ? { ...draft, price: Math.round(draft.price * 10) / 10 }
          : draft
      },
    })),
  },
  {
    does: 'cuts titles to what the application takes without saying so',
    caughtBy: TO_CONNEC,
    mutate: (connector) =>
      withMappers(
        withResources(connector, {
          orders: ({ fields }) => ({ fields: { ...fields, title: z.string().max(5) } }),
        }),
        {
          'invoice orders': ({ toExternal }) => ({
            toExternal: (record, context) =>
              withText(toExternal(record, context), 'title', (text) => text.slice(0, 5)),
          }),
        },
      ),
  },
  {
    does: 'writes titles at the hub in capitals',
    caughtBy: TO_EXTERNAL,
    ...mapping('invoice orders', ({ toConnec }) => ({
      toConnec: (record, context) =>
        withText(toConnec(record, context), 'title', (text) => text.toUpperCase()),
    })),
    options: {
      values: { ...values, invoice: { title: ['ORDER', 'BILL'] }, orders: { title: ['Order', 'Bill'] } },
    },
  },
  {
    does: 'brings people without an e-mail address, but never takes them back',
    caughtBy: KIND,
    mutate: (connector) =>
      withEntities(connector, {
        person_and_organization: ({ toExternal }) => ({
          toExternal: {
            ...toExternal,
            person: ({ email }) => (isPlainObject(email) && email.address ? 'contacts' : null),
          },
        }),
      }),
  },
  {
    does: 'sorts a list of the record it maps in place',
    caughtBy: KEPT,
    ...mapping('item products', ({ toConnec }) => ({
      toConnec: (record, context) => {
        if (Array.isArray(record.tags)) record.tags.sort()
        return toConnec(record, context)
      },
    })),
  },
]
