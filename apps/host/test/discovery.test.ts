import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { API_VERSION } from '@duet/core'
import type { ConnectorSummary } from '@duet/host-api'
import { expect, test } from 'vitest'
import { discover } from '../src/discovery/discover.js'
import { duetHere } from './duet-here.js'
import { repository, temporaryFolder } from './temporary-folder.js'

const usable = (name: string) => `
const call = async () => ({})
const resource = { name: 'things', fields: {}, list: async function* () {}, create: call, update: call }
const connec = { name: 'item', collection: 'items', fields: {}, references: [], lineIds: [] }
const none = { connec: {}, external: {} }
export const thing = {
  kind: 'connector', name: '${name}', displayName: 'Thing', apiVersion: '${API_VERSION}', baseUrl: 'https://api.thing.test/v1',
  auth: { kind: 'api-key', header: 'X-Key', label: 'Key' },
  account: async () => ({ id: '1', name: 'One' }),
  entities: [{
    kind: 'entity', name: 'item', push: { connec: 'upsert', external: 'upsert' },
    toConnec: { things: 'item' }, toExternal: { item: 'things' }, match: {}, inactive: {}, filter: {}, moved: {},
    mappers: [{
      kind: 'mapper', connec, external: resource, rows: [], hooks: {}, defaults: none, onCreate: none,
      toConnec: (x) => x, toExternal: (x) => x,
    }],
  }],
}
`
const duet = { connector: 'thing', apiVersion: `^${API_VERSION}` }

interface Fixture {
  code?: string
  manifest?: object | string
}

async function packageIn(
  folder: string,
  name: string,
  { code, manifest = { duet } }: Fixture,
): Promise<string> {
  const home = path.join(folder, name)
  await mkdir(home, { recursive: true })
  const json =
    typeof manifest === 'string'
      ? manifest
      : JSON.stringify({ name, version: '1.2.3', type: 'module', exports: './index.js', ...manifest })
  await writeFile(path.join(home, 'package.json'), json)
  if (code !== undefined) await writeFile(path.join(home, 'index.js'), code)
  return home
}

const broken: Record<string, Fixture & { message: RegExp }> = {
  throws: { code: 'throw new Error("boom at import")', message: /throws at import: boom at import/ },
  exits: { code: 'process.exit(7)', message: /ended the process at import, process\.exit\(7\)/ },
  hangs: { code: 'await new Promise(() => setInterval(() => {}, 1000))', message: /still importing after/ },
  loops: { code: 'for (;;) {}', message: /still importing after/ },
  syntax: { code: 'export const thing = {', message: /throws at import/ },
  'missing-module': {
    code: 'import "nowhere-to-be-found"',
    message: /throws at import: Cannot find package/,
  },
  'wrong-shape': {
    code: 'export const thing = { kind: "connector", name: "wrong-shape" }',
    message: /"thing\.displayName" is not as a connector has it.*defineConnector/,
  },
  'no-entities': {
    code: usable('no-entities').replace(/entities: \[[\s\S]*\],\n}/, 'entities: [],\n}'),
    message: /"thing\.entities"/,
  },
  'bad-name': { code: usable('Bad Name'), message: /not kebab-case/ },
  'missing-export': {
    code: 'export const other = 1',
    message: /does not export "thing".*name one of: other/,
  },
  'not-built': { message: /index\.js does not exist; it is not built yet.*npm run build/ },
  'old-api': {
    code: usable('old-api'),
    manifest: { duet: { connector: 'thing', apiVersion: '^0.3' } },
    message: /written for version \^0\.3 of the authoring API, this host offers 1\.0/,
  },
  'bad-range': {
    code: usable('bad-range'),
    manifest: { duet: { connector: 'thing', apiVersion: 'latest one' } },
    message: /"latest one" in "duet\.apiVersion".*Write "\^1\.0"/,
  },
  'bad-json': { manifest: '{ "name": ', message: /package\.json is not JSON/ },
  'no-key': { code: usable('no-key'), manifest: {}, message: /has no "duet" key. Add "duet": { "connector"/ },
  'bad-key': {
    code: usable('bad-key'),
    manifest: { duet: { connector: 'thing' } },
    message: /"duet\.apiVersion" in its package\.json is missing/,
  },
  'no-dot': {
    code: usable('no-dot'),
    manifest: { duet, exports: { './x': './index.js' } },
    message: /nothing for "\."/,
  },
  twin: { code: usable('good'), message: /the name "good" is taken by good/ },
}

test('every connector that cannot be used is left out with the fix, and the good one works', async () => {
  await using folder = await temporaryFolder()
  const good = await packageIn(folder.path, 'good', { code: usable('good') })
  const homes = await Promise.all(
    Object.entries(broken).map(([name, fixture]) => packageIn(folder.path, name, fixture)),
  )
  const { connectors, quarantined } = await discover(
    {
      connectorPackages: [good, ...homes, './nowhere', '@acme/not-installed'],
      folder: folder.path,
      connectors: {},
    },
    { timeoutMs: 3_000 },
  )
  expect([...connectors.keys()]).toEqual(['good'])
  expect(connectors.get('good')).toMatchObject({ packageName: 'good', version: '1.2.3', path: good })
  for (const [name, { message }] of Object.entries(broken)) {
    const found = quarantined.find((candidate) => candidate.path.endsWith(`/${name}`))
    expect(found?.message, name).toMatch(message)
    expect(found?.message, name).toMatch(/^Failed to [^\n]+\.$/)
  }
  expect(quarantined.find(({ name }) => name === '@acme/not-installed')?.message).toMatch(/npm install @acme/)
  expect(quarantined.find(({ name }) => name === './nowhere')?.message).toMatch(/neither a folder nor/)
}, 180_000)

test('a second copy of core is refused (C24)', async () => {
  await using folder = await temporaryFolder()
  const home = await packageIn(folder.path, 'copy', {
    code: `import { defineConnector } from '@duet/core'\n${usable('copy')}\nvoid defineConnector`,
  })
  const core = path.join(home, 'node_modules/@duet/core')
  await mkdir(path.dirname(core), { recursive: true })
  const original = path.join(repository, 'packages/core')
  await cp(path.join(original, 'package.json'), path.join(core, 'package.json'))
  await cp(path.join(original, 'dist'), path.join(core, 'dist'), { recursive: true })
  const settings = { connectorPackages: [home], folder: folder.path, connectors: {} }
  const { connectors, quarantined } = await discover(settings)
  expect(connectors.size).toBe(0)
  expect(quarantined[0]?.message).toMatch(/second copy of @duet\/core.*peer dependency/)
})

test('connectors of the workspace and among the dependencies are found by themselves, each once', async () => {
  await using folder = await temporaryFolder()
  await writeFile(path.join(folder.path, 'pnpm-workspace.yaml'), 'packages: [connectors/*]\n')
  const inWorkspace = await packageIn(path.join(folder.path, 'connectors'), 'shop', { code: usable('shop') })
  await mkdir(path.join(folder.path, 'connectors/notes'))
  const installed = await packageIn(path.join(folder.path, 'node_modules'), 'crm', { code: usable('crm') })
  await packageIn(path.join(folder.path, 'node_modules'), 'left-pad', { code: '', manifest: {} })
  await symlink(inWorkspace, path.join(folder.path, 'node_modules/shop'))
  await writeFile(
    path.join(folder.path, 'package.json'),
    JSON.stringify({ dependencies: { crm: '1', shop: '1', 'left-pad': '1', absent: '1' } }),
  )
  const { connectors, quarantined } = await discover({
    connectorPackages: [installed],
    folder: path.join(folder.path),
    connectors: {},
  })
  expect([...connectors.keys()].sort()).toEqual(['crm', 'shop'])
  expect(quarantined).toEqual([])
})

test('an origin in the settings moves every URL of the connector', async () => {
  await using folder = await temporaryFolder()
  const code = usable('moved').replace(
    "auth: { kind: 'api-key', header: 'X-Key', label: 'Key' }",
    "auth: { kind: 'oauth2', authorizeUrl: 'https://login.thing.test/authorize?a=1', tokenUrl: 'https://login.thing.test/token', scopes: [], clientAuth: 'basic' }",
  )
  const home = await packageIn(folder.path, 'moved', { code })
  const { connectors } = await discover({
    connectorPackages: [home],
    folder: folder.path,
    connectors: { moved: { origin: 'http://127.0.0.1:9' } },
  })
  expect(connectors.get('moved')?.connector).toMatchObject({
    baseUrl: 'http://127.0.0.1:9/v1',
    auth: { authorizeUrl: 'http://127.0.0.1:9/authorize?a=1', tokenUrl: 'http://127.0.0.1:9/token' },
  })
})

test('duet connectors tells what the card of a package says, and nothing where there is none to read', async () => {
  await using folder = await temporaryFolder()
  const config = path.join(folder.path, 'duet.config.json')
  const names = ['checked', 'unchecked', 'garbled']
  const homes = await Promise.all(names.map((name) => packageIn(folder.path, name, { code: usable(name) })))
  const [checked = '', , garbled = ''] = homes
  const card = { connector: 'checked', version: '1.2.3', apiVersion: API_VERSION, warnings: [], checks: {} }
  await writeFile(
    path.join(checked, 'conformance.json'),
    JSON.stringify({ ...card, passed: 52, skipped: 0, failed: 1 }),
  )
  await writeFile(path.join(garbled, 'conformance.json'), '{"passed": "all"}')
  await writeFile(config, JSON.stringify({ connectorPackages: homes }))
  const { stdout } = await duetHere(['connectors', '--config', config])
  const lines = new Map(stdout.split('\n').map((line) => [line.split(' ')[0], line]))
  expect(lines.get('NAME')).toMatch(/READY +CHECKED$/)
  expect(lines.get('checked')).toMatch(/yes +52 passed, 1 failed$/)
  expect(lines.get('unchecked')?.trim()).toMatch(/yes$/)
  expect(lines.get('garbled')?.trim()).toMatch(/yes$/)
  const { connectors } = JSON.parse((await duetHere(['connectors', '--json', '--config', config])).stdout)
  expect(new Map(connectors.map(({ name, conformance }: ConnectorSummary) => [name, conformance]))).toEqual(
    new Map([
      ['checked', { passed: 52, skipped: 0, failed: 1, warnings: 0, summary: '52 checks passed, 1 failed' }],
      ['unchecked', null],
      ['garbled', null],
    ]),
  )
})
