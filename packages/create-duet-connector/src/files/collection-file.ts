import { type Doc, group, indent, line, print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { call, key, object, type Property, quote } from '../code/literals.js'
import { type ApiPlan, BY_NAME, type ConnectorPlan } from '../plan/connector-plan.js'
import { type GeneratedFile, joined } from './generated-file.js'
import { pageCode, RECORDS } from './paging-code.js'

/** `src/collection.ts`: what all collections of the API have in common, said once. */
export function collectionFile({ api, entities }: ConnectorPlan): GeneratedFile {
  const page = pageCode(api)
  const traits: Traits = {
    filter: api.since !== null,
    someUnfiltered: api.since !== null && entities.some(({ resource }) => !resource.since),
    someUnwritten: entities.some(({ resource }) => resource.writes !== 'all'),
    whole: api.updates === 'PUT',
    many: api.items === BY_NAME,
    one: [api.envelope, api.bodyEnvelope].includes(BY_NAME),
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
      traits.many || api.envelope === BY_NAME ? renamedCode : '',
      listingCode(page.schema, traits) + recordCode(api),
      traitsCode(traits),
      collectionCode(api, traits),
    ),
  }
}

interface Traits {
  readonly filter: boolean
  readonly someUnfiltered: boolean
  readonly someUnwritten: boolean
  /** Whether records are changed as a whole: what the application fills in itself is not sent then. */
  readonly whole: boolean
  /** Whether fields are called like many records, or like one. */
  readonly many: boolean
  readonly one: boolean
}

const renamedCode = `/** An answer whose field \`from\`, called like the collection, is called \`to\`. */
const renamed = (from: string, to: string) => (answer: unknown) => ({
  ...Object(answer),
  [to]: Object(answer)[from],
})`

const renamed = (from: string, to: string, schema: Doc): Doc =>
  call('z.preprocess', [`renamed(${from}, ${quote(to)})`, schema], { hug: false })

const listingCode = (schema: Doc, { many }: Traits): string =>
  print(
    many
      ? ['const listing = ', arrow('(many: string)', renamed('many', RECORDS, schema))]
      : ['const listing = ', schema],
  )

function recordCode({ envelope }: ApiPlan): string {
  if (envelope === null) return ''
  const named = call('z.object', [object([['record', 'z.looseObject({})']])])
  const schema: Doc =
    envelope === BY_NAME
      ? arrow('(one: string)', renamed('one', 'record', named))
      : call('z.object', [object([[envelope, 'z.unknown()']])])
  return `\n${print(['const record = ', schema])}`
}

const traitsCode = ({ someUnfiltered, someUnwritten, whole, many, one }: Traits): string =>
  [
    '/** In what a collection differs from the rest. */',
    'interface Traits<Name extends string, Shape extends z.ZodRawShape>',
    ...(whole
      ? [
          '  extends Partial<',
          "    Pick<ResourceDefinition<Name, Shape>, 'id' | 'idField' | 'timestamps' | 'readOnly' | 'label'>",
          '  > {',
        ]
      : [
          "  extends Partial<Pick<ResourceDefinition<Name, Shape>, 'id' | 'idField' | 'timestamps' | 'label'>> {",
        ]),
    '  /** Where it lies, unless at its name. */',
    '  path?: string',
    ...(someUnfiltered
      ? ['  /** False where the list cannot leave out what did not change. */', '  since?: boolean']
      : []),
    ...(someUnwritten ? ["  writes?: 'all' | 'create' | 'nothing'"] : []),
    ...(many ? ['  /** The field that has its records, unless called like it. */', '  many?: string'] : []),
    ...(one ? ['  /** The field that has one of its records. */', '  one: string'] : []),
    '}',
  ].join('\n')

function collectionCode(api: ApiPlan, traits: Traits): string {
  const { filter, someUnfiltered, someUnwritten } = traits
  const parameters = [
    'path = `/$' + '{name}`',
    ...(someUnfiltered ? ['since: isFiltered = true'] : []),
    ...(someUnwritten ? ["writes = 'all'"] : []),
    ...(traits.many ? ['many = name'] : []),
    ...(traits.one ? ['one'] : []),
    '...rest',
  ]
  const type = `Traits<Name, Shape>${traits.one ? '' : ' = {}'}`
  const flat = `  { ${parameters.join(', ')} }: ${type},`
  const body = object(
    [
      { code: 'name' },
      { code: 'fields' },
      ['id', 'z.string()'],
      someUnfiltered ? ['since', 'isFiltered'] : filter ? undefined : ['since', 'false'],
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
    flat.length <= 110 ? flat : `  {\n    ${parameters.join(',\n    ')}\n  }: ${type},`,
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
  const call_ = print(
    [
      'const pages = ',
      call('http.pages', ['path', api.items === BY_NAME ? 'listing(many)' : 'listing', options]),
    ],
    106,
  )
  const items = api.items === BY_NAME ? RECORDS : api.items
  const records = items === null ? 'yield page' : yieldOf(items)
  const pageName = items === null ? 'page' : bindingOf(items)
  return [
    `async *list(http, { ${[...(filter ? ['since'] : []), ...(api.paging.size ? ['pageSize'] : []), 'checkpoint'].join(', ')} }) {`,
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
  const schema = envelope === null ? 'z.unknown()' : envelope === BY_NAME ? 'record(one)' : 'record'
  const request = `http.${method}(${path}, ${schema}${options})`
  if (envelope === null) return request
  if (envelope === BY_NAME) return `(await ${request}).record`
  return `(await ${request})${isPlainName(envelope) ? `.${envelope}` : `[${key(envelope)}]`}`
}

function writeProperties(api: ApiPlan, someUnwritten: boolean): readonly Property[] {
  const field = api.bodyEnvelope && (api.bodyEnvelope === BY_NAME ? '[one]' : key(api.bodyEnvelope))
  const options = field === null ? ', { json }' : `, { json: { ${field}: json } }`
  const isWhole = api.updates === 'PUT'
  const method = isWhole ? 'put' : 'patch'
  const whole: Property[] = isWhole ? [['updates', "'whole'"]] : []
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
  if (!someUnwritten) return [['create', create(false)], ['update', update(false)], ...whole]
  return [
    { code: where("writes !== 'nothing'", ['create', create(true)]) },
    { code: where("writes === 'all'", ['update', update(true)]) },
    ...whole,
  ]
}

const arrow = (head: string, body: Doc): Doc => group([head, ' =>', indent([line, body])])

/** A property there is only sometimes. */
const where = (test: string, property: Property): Doc => [
  `...(${test} && `,
  object([property], { broken: true }),
  ')',
]
