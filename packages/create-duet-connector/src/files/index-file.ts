import { type Doc, print } from '../code/doc.js'
import { imports } from '../code/imports.js'
import { array, call, member, object, type Property, quote } from '../code/literals.js'
import type { AccountPlan, ApiPlan, ConnectorPlan } from '../plan/connector-plan.js'
import { entityConstant, entityFile } from './entity-name.js'
import { type GeneratedFile, joined } from './generated-file.js'

/** `src/index.ts`: the connector. */
export function indexFile({ name, displayName, api, entities, webhooks }: ConnectorPlan): GeneratedFile {
  const constants = entities.map(entityConstant)
  const definition = object(
    [
      ['name', quote(name.kebab)],
      ['displayName', quote(displayName)],
      ['apiVersion', "'1.0'"],
      ['baseUrl', quote(api.origin + api.basePath)],
      ['auth', authOf(api, displayName)],
      ...accountProperty(api.account),
      ['entities', array(constants)],
      webhooks ? ['webhooks', 'webhooks'] : undefined,
    ],
    { broken: true },
  )
  return {
    path: 'src/index.ts',
    content: joined(
      imports({
        '@duet/core': ['defineConnector', authFunctions[api.auth.kind], ...idCodecs(api.account)],
        zod: ['z'],
        ...Object.fromEntries(
          entities.map((entity) => [`./entities/${entityFile(entity)}.js`, [entityConstant(entity)]]),
        ),
        ...(webhooks ? { './webhooks.js': ['webhooks'] } : {}),
      }),
      accountAnswer(api.account),
      `/** The connector of ${displayName}. */\n${print([`export const ${name.camel} = `, call('defineConnector', [definition])])}`,
    ),
  }
}

const authFunctions = { oauth2: 'oauth2', 'api-key': 'apiKey', basic: 'basic' } as const

function authOf({ auth, origin }: ApiPlan, displayName: string): Doc {
  switch (auth.kind) {
    case 'oauth2':
      return call('oauth2', [
        object(
          [
            ['authorizeUrl', quote(origin + auth.authorizePath)],
            ['tokenUrl', quote(origin + auth.tokenPath)],
            ['scopes', array(auth.scopes.map(quote))],
            ['clientAuth', "'post'"],
          ],
          { broken: true },
        ),
      ])
    case 'api-key':
      return call('apiKey', [
        object([
          ['header', quote(auth.header)],
          auth.prefix === undefined ? undefined : ['prefix', quote(auth.prefix)],
          ['label', quote(`API key, from the settings of ${displayName}`)],
        ]),
      ])
    case 'basic':
      return call('basic', [
        object([
          ['usernameLabel', "'User name'"],
          ['passwordLabel', "'Password'"],
        ]),
      ])
  }
}

const idCodecs = ({ idKind }: AccountPlan) => (idKind === 'integer' ? ['integerId'] : [])
const idSchema = ({ idKind }: AccountPlan) => (idKind === 'integer' ? 'integerId' : 'z.string()')
const isPlain = ({ envelope, id, name }: AccountPlan) => envelope === null && id === 'id' && name === 'name'

/** The schema of the answer, where it is more than an id and a name. */
function accountAnswer(account: AccountPlan): string {
  if (isPlain(account)) return ''
  const fields = call('z.object', [
    object([
      [account.id, idSchema(account)],
      [account.name, 'z.string()'],
    ]),
  ])
  const schema = account.envelope === null ? fields : call('z.object', [object([[account.envelope, fields]])])
  return print(['const accountAnswer = ', schema])
}

function accountProperty(account: AccountPlan): readonly Property[] {
  const path = quote(account.path)
  if (isPlain(account)) {
    const schema = call('z.object', [
      object([
        ['id', idSchema(account)],
        ['name', 'z.string()'],
      ]),
    ])
    return [['account', ['(http) => ', call('http.get', [path, schema])]]]
  }
  const held = account.envelope === null ? 'answer' : `answer${member(account.envelope)}`
  const body = [
    'async account(http) {',
    `    const answer = await http.get(${path}, accountAnswer)`,
    `    return { id: ${held}${member(account.id)}, name: ${held}${member(account.name)} }`,
    '  }',
  ]
  return [{ code: body.join('\n') }]
}
