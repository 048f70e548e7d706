import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  defineClient,
  defineComplexEntity,
  defineConnecResource,
  defineEntity,
  defineMapper,
  defineResource,
  each,
  type Fields,
  integerId,
  isoDate,
  lineId,
  nested,
  notShared,
  type Path,
  type RecordOf,
  ref,
} from './index.js'

const price = z.object({ total_amount: z.number(), currency: z.string() })
const connecLine = z.object({ id: lineId(), description: z.string(), quantity: z.number() })
const connecItem = defineConnecResource({
  name: 'item',
  collection: 'items',
  fields: {
    name: z.string(),
    reference: z.string(),
    sale_price: price,
    is_inventoried: z.boolean(),
    lines: z.array(connecLine),
  },
})
const connecPerson = defineConnecResource({
  name: 'person',
  collection: 'people',
  fields: { first_name: z.string(), organization_id: ref('organization'), is_lead: z.boolean() },
})
const connecOrganization = defineConnecResource({
  name: 'organization',
  collection: 'organizations',
  fields: { name: z.string() },
})

const list = async function* () {
  yield []
}
const row = z.object({ id: integerId, text: z.string(), count: z.number() })
const products = defineResource({
  name: 'products',
  id: integerId,
  fields: {
    name: z.string(),
    sku: z.string(),
    active: z.boolean(),
    made_at: isoDate,
    prices: z.array(z.object({ amount: z.number(), currency: z.string() })),
    rows: z.array(row),
  },
  list,
})
const contacts = defineResource({
  name: 'contacts',
  id: integerId,
  fields: { name: z.string(), employer_id: integerId, kind: z.enum(['company', 'human']) },
  list,
})
const leads = defineResource({
  name: 'leads',
  id: integerId,
  idScope: 'lead',
  fields: { name: z.string() },
  list,
})

type Product = RecordOf<typeof products>

test('paths are leaves, lists and fields of a first element, without identity', () => {
  expectTypeOf<Path<Product>>().toEqualTypeOf<
    | 'name'
    | 'sku'
    | 'active'
    | 'made_at'
    | 'prices'
    | 'prices[0].amount'
    | 'prices[0].currency'
    | 'rows'
    | 'rows[0].id'
    | 'rows[0].text'
    | 'rows[0].count'
  >()
})

test('a table maps fields of the same type by their path', () => {
  defineMapper({
    connec: connecItem,
    external: products,
    fields: {
      name: 'name',
      'sale_price.total_amount': 'prices[0].amount',
      lines: {
        to: 'rows',
        using: each(nested(connecLine, row, { id: 'id', description: 'text', quantity: 'count' })),
      },
      is_inventoried: {
        to: 'name',
        using: { toExternal: (flag) => (flag ? 'yes' : 'no'), toConnec: (text) => text === 'yes' },
      },
      reference: { to: 'sku', conflict: 'connec', clear: 'both' },
    },
    defaults: { external: { sku: 'none' } },
  })
})

test('mistakes in a table do not compile', () => {
  type Table = Fields<RecordOf<typeof connecItem>, Product>
  // @ts-expect-error Did you mean '"name"'?
  const wrongTarget: Table = { name: 'nme' }
  // @ts-expect-error a text is not a boolean
  const wrongType: Table = { name: 'active' }
  // @ts-expect-error no such Connec! path
  const wrongSource: Table = { nmae: 'name' }
  // @ts-expect-error no such nested Connec! path
  const wrongNested: Table = { 'sale_price.totl': 'prices[0].amount' }
  const numbers = { toExternal: () => 1, toConnec: (text: string) => text }
  // @ts-expect-error the converter returns a number for a text
  const wrongConverter: Table = { name: { to: 'sku', using: numbers } }
  void [wrongTarget, wrongType, wrongSource, wrongNested, wrongConverter]
})

test('hooks know the record of the other side and what prepare fetched', () => {
  defineMapper({
    connec: connecItem,
    external: products,
    prepare: async () => ({ stages: ['won'] }),
    fields: { name: 'name' },
    toConnec: (draft, product, { stages }) => {
      expectTypeOf(stages).toEqualTypeOf<string[]>()
      expectTypeOf(product.active).toEqualTypeOf<boolean | null | undefined>()
      return { ...draft, is_inventoried: product.active ?? null }
    },
    // @ts-expect-error an item has no such field
    toExternal: (draft, item) => ({ ...draft, name: item.nme }),
  })
})

test('typos in defaults, match and inactive do not compile', () => {
  const mapper = defineMapper({ connec: connecItem, external: products, fields: { name: 'name' } })
  defineEntity({ mapper, match: ['reference'], inactive: (product) => product.active === false })
  // @ts-expect-error no such field
  defineEntity({ mapper, match: ['referense'] })
  // @ts-expect-error no such field
  defineEntity({ mapper, inactive: (product) => product.actve === false })
  // @ts-expect-error no such field
  defineMapper({ connec: connecItem, external: products, fields: {}, defaults: { external: { skuu: 'x' } } })
})

const human = defineMapper({
  connec: connecPerson,
  external: contacts,
  fields: { first_name: 'name', organization_id: 'employer_id' },
})
const company = defineMapper({ connec: connecOrganization, external: contacts, fields: { name: 'name' } })
const lead = defineMapper({ connec: connecPerson, external: leads, fields: { first_name: 'name' } })
const mappers = [human, company, lead] as const

test('routes are complete and lead to a mapper', () => {
  defineComplexEntity({
    name: 'people',
    mappers,
    toExternal: { person: (person) => (person.is_lead ? 'leads' : 'contacts'), organization: 'contacts' },
    toConnec: {
      contacts: (contact) => (contact.kind === 'company' ? 'organization' : 'person'),
      leads: 'person',
    },
    match: { person: [['first_name']] },
  })
  defineComplexEntity({
    name: 'people',
    mappers,
    // @ts-expect-error there is no mapper from an organization to leads
    toExternal: { person: 'contacts', organization: 'leads' },
    toConnec: { contacts: 'person', leads: null },
  })
  defineComplexEntity({
    name: 'people',
    mappers,
    toExternal: { person: ['contacts', 'leads'], organization: 'contacts' },
    // @ts-expect-error the route of leads is missing
    toConnec: { contacts: 'person' },
  })
})

test('a route says why it shares nothing, or names several targets', () => {
  defineComplexEntity({
    name: 'people',
    mappers,
    toExternal: {
      person: (person) => (person.is_lead ? notShared('Leads stay in Connec!.') : ['contacts', 'leads']),
      organization: notShared('Organizations stay in Connec!.'),
    },
    toConnec: { contacts: 'person', leads: null },
  })
})

test('filters, matches and inactive of a complex entity know their records', () => {
  const routes = {
    name: 'people',
    mappers,
    toExternal: { person: 'contacts', organization: 'contacts' },
    toConnec: { contacts: 'person', leads: 'person' },
  } as const
  defineComplexEntity({
    ...routes,
    match: { person: [['first_name'], ['is_lead', 'first_name']], organization: ['name'] },
    filter: { person: { query: 'is_lead eq true', accepts: (person) => person.is_lead === true } },
    inactive: { contacts: (contact) => contact.kind === 'company' },
  })
  // @ts-expect-error no such field
  defineComplexEntity({ ...routes, match: { person: ['frst_name'] } })
  // @ts-expect-error no such resource
  defineComplexEntity({ ...routes, match: { persn: ['first_name'] } })
  // @ts-expect-error no such field
  defineComplexEntity({ ...routes, filter: { person: { query: '', accepts: (person) => person.lead } } })
  // @ts-expect-error no such field
  defineComplexEntity({ ...routes, inactive: { leads: (lead) => lead.kind === 'x' } })
})

test('moves lead from a mapped resource to a mapped resource', () => {
  const mapper = defineMapper({ connec: connecItem, external: products, fields: { name: 'name' } })
  defineEntity({
    mapper,
    async *moved(http, { records, checkpoint }) {
      const page = await http.get(checkpoint.from ?? '/merges', z.object({ ids: z.array(z.string()) }))
      const [first] = records
      expectTypeOf(first?.sku).toEqualTypeOf<string | null | undefined>()
      yield page.ids.map((id) => ({
        from: { resource: 'products', id },
        to: { resource: 'products', id: first?.id ?? '' },
      }))
    },
  })
  const routes = {
    name: 'people',
    mappers,
    toExternal: { person: 'contacts', organization: 'contacts' },
    toConnec: { contacts: 'person', leads: 'person' },
  } as const
  const from = { resource: 'leads', id: '1' } as const
  defineComplexEntity({
    ...routes,
    moved: {
      async *contacts(_http, { fresh }) {
        yield fresh.map(({ id }) => ({ from, to: { resource: 'contacts', id } }))
      },
    },
  })
  // @ts-expect-error no mapper maps deals
  defineComplexEntity({ ...routes, moved: { async *deals() {} } })
  defineComplexEntity({
    ...routes,
    moved: {
      // @ts-expect-error no mapper maps deals
      async *contacts() {
        yield [{ from, to: { resource: 'deals', id: '2' } }]
      },
    },
  })
})

test('what only a creation needs, and a line table, is checked as the table is', () => {
  const both = { connec: connecItem, external: products }
  defineMapper({ ...both, fields: {}, onCreate: { connec: { reference: 'none' } } })
  // @ts-expect-error no such field
  defineMapper({ ...both, fields: {}, onCreate: { connec: { referense: 'none' } } })
  // @ts-expect-error no such field of a line
  nested(connecLine, row, { descripton: 'text' })
  // @ts-expect-error a text is not a number
  nested(connecLine, row, { description: 'count' })
})

test("the application's own SDK keeps its type from its factory to every resource and mapper", () => {
  const sdk = defineClient(({ fetch, getAccessToken }) => {
    expectTypeOf(getAccessToken).returns.resolves.toEqualTypeOf<string>()
    return { tickets: async () => [(await fetch('/tickets')).status] }
  })
  const tickets = defineResource({
    name: 'tickets',
    id: integerId,
    fields: { name: z.string() },
    async *list(http) {
      expectTypeOf(http.client(sdk).tickets).returns.resolves.toEqualTypeOf<number[]>()
      yield await http.client(sdk).tickets()
    },
  })
  defineMapper({
    connec: connecOrganization,
    external: tickets,
    prepare: (http) => http.client(sdk).tickets(),
    fields: { name: 'name' },
    toConnec: (draft, _ticket, statuses) => {
      expectTypeOf(statuses).toEqualTypeOf<number[]>()
      return draft
    },
  })
})
