import { type Doc, print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { array, call, member, object, type Property, quote } from '../code/literals.js'
import { schemaProperties, wireSchema } from '../code/zod-code.js'
import { type ApiPlan, BY_NAME, type ConnectorPlan, type ResourcePlan } from '../plan/connector-plan.js'
import { leavesOf } from '../plan/field.js'
import { idPrefix } from '../plan/sample-record.js'
import { type GeneratedFile, joined } from './generated-file.js'
import { simulatedPaging } from './simulated-paging.js'

/** `src/simulator/index.ts`: the application for tests and for playing, as a page of declarations. */
export function simulatorFile({ name, displayName, api, entities, webhooks }: ConnectorPlan): GeneratedFile {
  const resources = entities.map(({ resource }) => resource)
  const { many, one, code: namesCode } = namesOf(resources)
  const paging = simulatedPaging(api, many)
  const definition = object(
    [
      ['name', quote(displayName)],
      ['origin', quote(api.origin)],
      api.basePath === '' ? undefined : ['basePath', quote(api.basePath)],
      ['account', accountOf(api)],
      ['auth', authOf(api)],
      ['paging', paging.code],
      api.since === null ? undefined : ['since', quote(api.since)],
      ...(api.updates === 'PUT' ? putProperties : []),
      ...envelopeOf(api, one),
      [
        'collections',
        object(
          resources.map((resource) => collectionProperty(resource)),
          { broken: true },
        ),
      ],
      webhooks ? ['webhooks', 'webhooks'] : undefined,
    ],
    { broken: true },
  )
  return {
    path: 'src/simulator/index.ts',
    content: joined(
      imports({
        '@duet/simulator': [
          'defineSimulator',
          ...(paging.helper === '' ? [] : [paging.helper]),
          ...resources.flatMap(idStrategyOf),
        ],
        zod: ['z'],
        ...(webhooks ? { './webhooks.js': ['webhooks'] } : {}),
      }),
      namesCode,
      `/** ${displayName} for tests and for playing: it keeps records, pages and filters them, and breaks on demand. */
${print([`export const create${name.pascal}Simulator = `, call('defineSimulator', [definition])])}`,
    ),
  }
}

const putProperties: readonly Property[] = [
  ['updates', "'PUT'"],
  ['replaces', 'true'],
]

function accountOf({ account }: ApiPlan): Doc {
  const { envelope, id, idKind, name, path } = account
  const answered: Doc = object([
    [id, idKind === 'integer' ? 'Number(id)' : 'id'],
    [name, 'name'],
  ])
  const isPlain = envelope === null && id === 'id' && name === 'name' && idKind !== 'integer'
  const answer = envelope === null ? answered : object([[envelope, answered]])
  return object([
    ['id', idKind === 'integer' ? "'1'" : "'acc_1'"],
    ['name', "'Example Ltd'"],
    ['path', quote(path)],
    isPlain ? undefined : ['answer', ['({ id, name }) => (', answer, ')']],
  ])
}

function authOf({ auth }: ApiPlan): Doc {
  switch (auth.kind) {
    case 'oauth2':
      return object([
        [
          'oauth',
          object([
            ['authorizePath', quote(auth.authorizePath)],
            ['tokenPath', quote(auth.tokenPath)],
            ['clientAuth', "'post'"],
            ['scopes', array(auth.scopes.map(quote))],
          ]),
        ],
      ])
    case 'api-key':
      return object([
        [
          'apiKey',
          object([
            ['header', quote(auth.header)],
            auth.prefix === undefined ? undefined : ['prefix', quote(auth.prefix)],
          ]),
        ],
      ])
    case 'basic':
      return object([['basic', 'true']])
  }
}

function envelopeOf({ envelope, bodyEnvelope }: ApiPlan, one: string): readonly Property[] {
  if (envelope === null && bodyEnvelope === null) return []
  const wrap: Doc =
    envelope === null
      ? '(record) => record'
      : envelope === BY_NAME
        ? `(record, collection) => ({ [${one}]: record })`
        : ['(record) => (', object([[envelope, 'record']]), ')']
  const unwrap =
    bodyEnvelope === null
      ? '(body) => body'
      : bodyEnvelope === BY_NAME
        ? `(body, collection) => body[${one}]`
        : `(body) => body${member(bodyEnvelope)}`
  return [
    [
      'envelope',
      object([
        ['wrap', wrap],
        ['unwrap', unwrap],
      ]),
    ],
  ]
}

/** What fields are called that are called like their collection, or like one record of it. */
function namesOf(resources: readonly ResourcePlan[]): { many: string; one: string; code: string } {
  const table = (key: 'many' | 'one') =>
    resources.flatMap(({ name, names }): [string, string][] => {
      const other = names?.[key]
      return other === undefined || other === name ? [] : [[name, other]]
    })
  const codeOf = (key: 'many' | 'one') =>
    table(key).length === 0
      ? []
      : [
          print([
            `const ${key}: Readonly<Record<string, string>> = `,
            object(table(key).map(([name, other]) => [name, quote(other)])),
          ]),
        ]
  const at = (key: 'many' | 'one') =>
    table(key).length === 0 ? 'collection' : `${key}[collection] ?? collection`
  return { many: at('many'), one: at('one'), code: [...codeOf('many'), ...codeOf('one')].join('\n') }
}

/** The function of `@duet/simulator` that names new records. */
export const idStrategyOf = ({ idKind }: ResourcePlan): string[] =>
  idKind === 'integer' ? [] : [idKind === 'uuid' ? 'uuid' : 'prefixed']

/** A simulator keeps this itself: it is what deleting leaves behind. */
const ARCHIVED = 'archived'

/** One collection: what may be written, what must be, what has to exist. */
export function collectionProperty(resource: ResourcePlan): readonly [name: string, value: Doc] {
  const { name, path, idField, idKind, fields, timestamps } = resource
  const isArchived = fields.some((field) => field.name === ARCHIVED && field.type.kind === 'boolean')
  const written = fields.filter((field) => !field.readOnly && !(isArchived && field.name === ARCHIVED))
  const needs = written.filter(({ needed }) => needed).map((field) => quote(field.name))
  const references = leavesOf(written).flatMap((leaf): Property[] =>
    leaf.field.type.kind === 'reference' ? [[leaf.path, quote(leaf.field.type.collection)]] : [],
  )
  return [
    name,
    object(
      [
        path === `/${name}` ? undefined : ['path', quote(path)],
        idKind === 'text' ? ['ids', `() => prefixed(${quote(idPrefix(name))})`] : undefined,
        idKind === 'uuid' ? ['ids', 'uuid'] : undefined,
        ['fields', object(schemaProperties(written, wireSchema))],
        needs.length === 0 ? undefined : ['needs', array(needs)],
        references.length === 0 ? undefined : ['references', object(references)],
        isArchived ? ['deletes', "'archive'"] : undefined,
        idField === 'id' ? undefined : ['computed', ['({ id }) => (', object([[idField, 'id']]), ')']],
        ...momentsOf(timestamps),
      ],
      { broken: true },
    ),
  ]
}

function momentsOf({ created, updated }: ResourcePlan['timestamps']): readonly Property[] {
  if (created === null && updated === null) return [['timestamps', 'false']]
  if (created === 'created_at' && updated === 'updated_at') return []
  return [
    [
      'timestamps',
      object([
        ['created', quote(created ?? 'created_at')],
        ['updated', quote(updated ?? 'updated_at')],
      ]),
    ],
  ]
}
