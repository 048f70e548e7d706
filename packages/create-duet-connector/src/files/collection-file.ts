import { type Doc, group, indent, line, print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { call, key, object, type Property } from '../code/literals.js'
import type { ApiPlan, ConnectorPlan } from '../plan/connector-plan.js'
import { type GeneratedFile, joined } from './generated-file.js'
import { pageCode } from './paging-code.js'

/** `src/collection.ts`: what all collections of the API have in common, said once. */
export function collectionFile({ api, entities }: ConnectorPlan): GeneratedFile {
  const page = pageCode(api)
  const traits: Traits = {
    filter: api.since !== null,
    someUnfiltered: api.since !== null && entities.some(({ resource }) => !resource.since),
    someUnwritten: entities.some(({ resource }) => resource.writes !== 'all'),
  }
  const core = [
    'defineResource',
    page.helper,
    'type ResourceDefinition',
    traits.someUnwritten ? 'type Http' : '',
  ]
  return {
    path: 'src/collection.ts',
    content: joined(
      imports({ '@duet/core': core.filter((name) => name !== ''), zod: ['z'] }),
      print(['const listing = ', page.schema]) +
        (api.envelope === null ? '' : `\nconst record = ${print(envelopeSchema(api.envelope))}`),
      traitsCode(traits),
      collectionCode(api, traits),
    ),
  }
}

interface Traits {
  readonly filter: boolean
  readonly someUnfiltered: boolean
  readonly someUnwritten: boolean
}

const envelopeSchema = (envelope: string): Doc => call('z.object', [object([[envelope, 'z.unknown()']])])

const traitsCode = ({ someUnfiltered, someUnwritten }: Traits): string =>
  [
    '/** In what a collection differs from the rest. */',
    'interface Traits<Name extends string, Shape extends z.ZodRawShape>',
    "  extends Partial<Pick<ResourceDefinition<Name, Shape>, 'id' | 'idField' | 'timestamps' | 'label'>> {",
    '  /** Where it lies, unless at its name. */',
    '  path?: string',
    ...(someUnfiltered
      ? ['  /** False where the list cannot leave out what did not change. */', '  since?: boolean']
      : []),
    ...(someUnwritten ? ["  writes?: 'all' | 'create' | 'nothing'"] : []),
    '}',
  ].join('\n')

function collectionCode(api: ApiPlan, traits: Traits): string {
  const { filter, someUnfiltered, someUnwritten } = traits
  const parameters = [
    'path = `/$' + '{name}`',
    ...(someUnfiltered ? ['since: isFiltered = true'] : []),
    ...(someUnwritten ? ["writes = 'all'"] : []),
    '...rest',
  ]
  const body = object(
    [
      { code: 'name' },
      { code: 'fields' },
      ['id', 'z.string()'],
      { code: listCode(api, { filter, someUnfiltered }) },
      ['read', `${api.envelope === null ? '' : 'async '}(http, id) => ${answer(api, 'get', ID_PATH)}`],
      ...writeProperties(api, someUnwritten),
      { code: '...rest' },
    ],
    { broken: true },
  )
  return [
    '/** Declares a collection of this API; all of them are listed, read, created and changed alike. */',
    'export const collection = <const Name extends string, const Shape extends z.ZodRawShape>(',
    '  name: Name,',
    '  fields: Shape,',
    `  { ${parameters.join(', ')} }: Traits<Name, Shape> = {},`,
    ') =>',
    `  ${print(call('defineResource', [body])).replaceAll('\n', '\n  ')}`,
  ].join('\n')
}

const ID_PATH = '`$' + '{path}/$' + '{id}`'

function listCode(
  api: ApiPlan,
  { filter, someUnfiltered }: Pick<Traits, 'filter' | 'someUnfiltered'>,
): string {
  const page = pageCode(api)
  const since: Property[] = filter
    ? [[api.since ?? '', someUnfiltered ? 'isFiltered ? since : undefined' : 'since']]
    : []
  const options = object(
    [['query', object([...page.query, ...since])], ['next', page.next], { code: 'checkpoint' }],
    { broken: true },
  )
  const call_ = print(['const pages = ', call('http.pages', ['path', 'listing', options])], 106)
  const records = api.items === null ? 'yield page' : yieldOf(api.items)
  const pageName = api.items === null ? 'page' : bindingOf(api.items)
  return [
    `async *list(http, { ${filter ? 'since, ' : ''}pageSize, checkpoint }) {`,
    `  ${call_.replaceAll('\n', '\n    ')}`,
    `  for await (const ${pageName} of pages) ${records}`,
    '}',
  ].join('\n  ')
}

const isPlainName = (name: string) =>
  /^[A-Za-z_$][\w$]*$/.test(name) && !['path', 'name', 'pages'].includes(name)
const bindingOf = (items: string) => (isPlainName(items) ? `{ ${items} }` : `{ ${key(items)}: records }`)
const yieldOf = (items: string) => `yield ${isPlainName(items) ? items : 'records'}`

/** One request whose answer holds a record. */
function answer({ envelope }: ApiPlan, method: string, path: string, options = ''): string {
  const schema = envelope === null ? 'z.unknown()' : 'record'
  const request = `http.${method}(${path}, ${schema}${options})`
  if (envelope === null) return request
  return `(await ${request})${isPlainName(envelope) ? `.${envelope}` : `[${key(envelope)}]`}`
}

function writeProperties(api: ApiPlan, someUnwritten: boolean): readonly Property[] {
  const options = api.bodyEnvelope === null ? ', { json }' : `, { json: { ${key(api.bodyEnvelope)}: json } }`
  const method = api.updates === 'PUT' ? 'put' : 'patch'
  const start = api.envelope === null ? '' : 'async '
  const create = (types: boolean) =>
    arrow(
      `${start}(http${types ? ': Http' : ''}, json${types ? ': unknown' : ''})`,
      answer(api, 'post', 'path', options),
    )
  const update = (types: boolean) =>
    arrow(
      `${start}(http${types ? ': Http' : ''}, id${types ? ': string' : ''}, json${types ? ': unknown' : ''})`,
      answer(api, method, ID_PATH, options),
    )
  if (!someUnwritten)
    return [
      ['create', create(false)],
      ['update', update(false)],
    ]
  return [
    { code: where("writes !== 'nothing'", ['create', create(true)]) },
    { code: where("writes === 'all'", ['update', update(true)]) },
  ]
}

const arrow = (head: string, body: Doc): Doc => group([head, ' =>', indent([line, body])])

/** A property there is only sometimes. */
const where = (test: string, property: Property): Doc => [
  `...(${test} && `,
  object([property], { broken: true }),
  ')',
]
