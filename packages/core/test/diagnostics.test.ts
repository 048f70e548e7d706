import { beforeAll, expect, test } from 'vitest'
import { type Compiled, compile } from './compile.js'

const scene = `
import { z } from 'zod'
import { defineConnecResource, defineMapper, defineResource, ref } from "./duet.js"
async function* list() { yield [] }
export const connecItem = defineConnecResource({ name: 'item', collection: 'items', fields: {
  name: z.string(), reference: z.string(), is_inventoried: z.boolean(),
  sale_price: z.object({ total_amount: z.number(), currency: z.string() }),
} })
export const connecPerson = defineConnecResource({ name: 'person', collection: 'people', fields: {
  first_name: z.string(), organization_id: ref('organization'), is_lead: z.boolean(),
} })
export const connecOrganization = defineConnecResource({ name: 'organization', collection: 'organizations', fields: { name: z.string() } })
export const products = defineResource({ name: 'products', id: z.string(), list, fields: {
  name: z.string(), sku: z.string(), active: z.boolean(), prices: z.array(z.object({ amount: z.number() })),
} })
export const contacts = defineResource({ name: 'contacts', id: z.string(), list, fields: { name: z.string(), is_company: z.boolean() } })
export const leads = defineResource({ name: 'leads', id: z.string(), list, fields: { name: z.string() } })
export const sides = { connec: connecItem, external: products }
export const mapper = defineMapper({ ...sides, fields: { name: 'name' } })
export const human = defineMapper({ connec: connecPerson, external: contacts, fields: { first_name: 'name' } })
export const lead = defineMapper({ connec: connecPerson, external: leads, fields: { first_name: 'name' } })
export const company = defineMapper({ connec: connecOrganization, external: contacts, fields: { name: 'name' } })
`
const map = (rest: string) => `defineMapper({ ...sides, ${rest} })`
const entity = (rest: string) => `defineEntity({ mapper, ${rest} })`
const routes = (toExternal: string, toConnec: string) =>
  `defineComplexEntity({ name: 'people', mappers: [human, lead, company], toExternal: ${toExternal}, toConnec: ${toConnec} })`
const toExternal = "{ person: 'contacts', organization: 'contacts' }"
const toConnec = "{ contacts: 'person', leads: 'person' }"
const using = (there: string, back: string) => `using: { toExternal: ${there}, toConnec: ${back} }`

/** Each is the mistake of one line; what the compiler must say of it. */
const mistakes: Record<string, [code: string, ...says: string[]]> = {
  'a wrong path of the application': [map("fields: { name: 'nme' }"), '"nme"', `Did you mean '"name"'?`],
  'a wrong path inside a list': [
    map("fields: { 'sale_price.total_amount': 'prices[0].amont' }"),
    `Did you mean '"prices[0].amount"'?`,
  ],
  'a wrong path of Connec!': [map("fields: { nmae: 'name' }"), "'nmae' does not exist in type"],
  'a wrong nested path of Connec!': [
    map("fields: { 'sale_price.totl': 'prices[0].amount' }"),
    "''sale_price.totl'' does not exist in type",
  ],
  'a rename between different types': [
    map("fields: { name: 'active' }"),
    '"active"',
    'is not assignable to type',
  ],
  'an identity that is mapped': [map("fields: { id: 'sku' }"), "'id' does not exist in type"],
  'a converter that returns the wrong type': [
    map(`fields: { name: { to: 'sku', ${using('() => 1', '(text) => text')} } }`),
    "Type 'number' is not assignable to type 'string'",
  ],
  'a converter back that returns the wrong type': [
    map(
      `fields: { is_inventoried: { to: 'sku', ${using("(flag) => (flag ? 'y' : 'n')", '(text) => text')} } }`,
    ),
    "Type 'string' is not assignable to type",
    'boolean',
  ],
  'a converter that takes the wrong type': [
    map(
      `fields: { is_inventoried: { to: 'sku', ${using('(flag) => flag.trim()', "(text) => text === 'y'")} } }`,
    ),
    "Property 'trim' does not exist on type",
  ],
  'a typo in defaults': [
    map("fields: {}, defaults: { external: { skuu: 'x' } }"),
    "Did you mean to write 'sku'?",
  ],
  'a default of the wrong type': [
    map('fields: {}, defaults: { connec: { name: 5 } }'),
    "Type 'number' is not assignable to type 'string'",
  ],
  'a default that is no flag': [
    map("fields: {}, defaults: { external: { active: 'no' } }"),
    "Type 'string' is not assignable to type 'boolean | null | undefined'",
  ],
  'a typo in onCreate': [
    map("fields: {}, onCreate: { connec: { referense: 'x' } }"),
    "Did you mean to write 'reference'?",
  ],
  'a typo in a policy of a field': [
    map("fields: { name: { to: 'name', conflict: 'connect' } }"),
    '"connect"',
    `"connec"`,
  ],
  'a hook that reads a field that is not there': [
    map('fields: {}, toExternal: (draft, item) => ({ ...draft, name: item.nme })'),
    "Property 'nme' does not exist on type",
    "Did you mean 'name'?",
  ],
  'a hook that returns the wrong type': [
    map('fields: {}, toConnec: (draft) => ({ ...draft, name: 5 })'),
    "Type 'number' is not assignable to type 'string'",
  ],
  'a context that prepare did not fetch': [
    map(
      'prepare: async () => ({ stages: [1] }), fields: {}, toConnec: (draft, _, { stage }) => ({ ...draft, name: String(stage) })',
    ),
    "Property 'stage' does not exist on type '{ stages: number[]; }'",
  ],
  'a typo in match': [entity("match: ['referense']"), `Did you mean '"reference"'?`],
  'a typo in a group of match': [entity("match: [['name', 'referense']]"), '"referense"', '"reference"'],
  'a typo in inactive': [
    entity('inactive: (product) => product.actve === false'),
    "Property 'actve' does not exist",
    "Did you mean 'active'?",
  ],
  'a typo in filter': [
    entity("filter: { query: '', accepts: (item) => item.nme === '' }"),
    "Property 'nme' does not exist",
    "Did you mean 'name'?",
  ],
  'a missing route': [routes(toExternal, "{ contacts: 'person' }"), "Property 'leads' is missing in type"],
  'a route with no mapper': [
    routes("{ person: 'contacts', organization: 'leads' }", toConnec),
    `Type '"leads"' is not assignable to type 'RouteTo<"contacts"`,
  ],
  'a computed route with no mapper': [
    routes(
      toExternal,
      "{ contacts: (contact) => (contact.is_company ? 'company' : 'person'), leads: 'person' }",
    ),
    '"company"',
    '"organization" | "person"',
  ],
  'a route of something that is not mapped': [
    routes(toExternal, "{ contacts: 'person', leads: 'person', deals: 'person' }"),
    "'deals' does not exist in type",
  ],
  'a typo in the match of a complex entity': [
    routes(toExternal, `${toConnec}, match: { person: ['frst_name'] }`),
    '"frst_name"',
    '"first_name"',
  ],
  'a typo in the inactive of a complex entity': [
    routes(toExternal, `${toConnec}, inactive: { contacts: (contact) => contact.is_compny === true }`),
    "Did you mean 'is_company'?",
  ],
  'an SDK used in a way it does not have': [
    "defineResource({ name: 'x', id: z.string(), fields: {}, async *list(http) { yield http.client(sdk).lst() } })",
    "Property 'lst' does not exist on type",
    "Did you mean 'list'?",
  ],
}

const header = `
import { z } from 'zod'
import { defineClient, defineComplexEntity, defineEntity, defineMapper, defineResource } from "./duet.js"
import { company, human, lead, mapper, sides } from "./scene.js"
const sdk = defineClient(() => ({ list: (): unknown[] => [] }))
void [z, defineClient, defineComplexEntity, defineEntity, defineMapper, defineResource, company, human, lead, mapper, sides, sdk]
`
const names = Object.keys(mistakes)
const fileOf = (name: string) => `mistake-${names.indexOf(name)}.ts`
let compiled: Compiled

beforeAll(async () => {
  const files = names.map((name) => [fileOf(name), `${header}${mistakes[name]?.[0]}\n`])
  const sound = [
    map("fields: { name: { to: 'name', conflict: 'connec', clear: 'both' } }"),
    entity("match: [['name'], ['reference']], filter: { query: '', accepts: (item) => item.name !== null }"),
    routes(
      toExternal,
      "{ contacts: (contact) => (contact.is_company ? 'organization' : ['person']), leads: null }",
    ),
  ].join('\n')
  compiled = await compile({ ...Object.fromEntries(files), 'scene.ts': scene, 'sound.ts': header + sound })
}, 120_000)

test('what is right compiles', () => {
  expect(compiled.errors.get('scene.ts')).toBeUndefined()
  expect(compiled.errors.get('sound.ts')).toBeUndefined()
})

test.each(names)('%s does not compile, and the message says what is meant', (name) => {
  const [, ...says] = mistakes[name] ?? []
  const errors = compiled.errors.get(fileOf(name)) ?? []
  expect(errors).toHaveLength(1)
  for (const words of says) expect(errors[0]).toContain(words)
})
