import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { discover } from '../src/discovery/discover.js'
import { harmlessImports } from '../src/discovery/harmless-imports.js'
import { temporaryFolder } from './temporary-folder.js'

function packageIn(folder: string, code: string) {
  const home = path.join(folder, 'thing')
  mkdirSync(path.join(home, 'node_modules/sdk'), { recursive: true })
  const manifest = { name: 'thing', exports: './index.js', dependencies: { sdk: '1' } }
  const duet = { connector: 'thing', apiVersion: '^1.0' }
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ ...manifest, type: 'module', duet }))
  writeFileSync(path.join(home, 'node_modules/sdk/package.json'), '{"name":"sdk","version":"1.0.0"}')
  writeFileSync(path.join(home, 'index.js'), code)
  return { home, entry: path.join(home, 'index.js'), dataFolder: path.join(folder, 'data') }
}

test('what was imported without harm is known at the next start, until anything of it changes', async () => {
  await using folder = await temporaryFolder()
  const { home, entry, dataFolder } = packageIn(folder.path, '')
  const isKnown = () => harmlessImports(dataFolder).look(entry, home).known
  expect(isKnown()).toBe(false)
  harmlessImports(dataFolder).look(entry, home).note()
  expect(isKnown()).toBe(true)

  const changes = [
    () => appendFileSync(entry, '// more'),
    () => writeFileSync(path.join(home, 'another.js'), ''),
    () => appendFileSync(path.join(home, 'package.json'), ' '),
    () =>
      writeFileSync(path.join(home, 'node_modules/sdk/package.json'), '{"name":"sdk","version":"1.0.12"}'),
  ]
  for (const change of changes) {
    change()
    expect(isKnown(), `${change}`).toBe(false)
    harmlessImports(dataFolder).look(entry, home).note()
  }
  writeFileSync(path.join(dataFolder, 'imported-connectors.json'), 'damaged')
  expect(isKnown()).toBe(false)
})

test('a connector is imported in a thread of its own only while it is unknown', async () => {
  await using folder = await temporaryFolder()
  const heard = path.join(folder.path, 'heard')
  const code = `import { appendFileSync } from 'node:fs'\nappendFileSync(${JSON.stringify(heard)}, 'imported ')\n`
  const { home, entry, dataFolder } = packageIn(folder.path, code)
  const settings = { connectorPackages: [home], folder: folder.path, connectors: {}, dataFolder }
  await discover(settings)
  expect(readFileSync(heard, 'utf8')).toBe('imported imported ')
  expect(harmlessImports(dataFolder).look(entry, home).known).toBe(true)

  const other = packageIn(path.join(folder.path, 'other'), code)
  harmlessImports(dataFolder).look(other.entry, other.home).note()
  await discover({ ...settings, connectorPackages: [other.home] })
  expect(readFileSync(heard, 'utf8')).toBe('imported imported imported ')
})

test('what harms at import is never noted', async () => {
  await using folder = await temporaryFolder()
  const { home, entry, dataFolder } = packageIn(folder.path, 'process.exit(1)')
  const settings = { connectorPackages: [home], folder: folder.path, connectors: {}, dataFolder }
  const { quarantined } = await discover(settings)
  expect(quarantined).toHaveLength(1)
  expect(harmlessImports(dataFolder).look(entry, home).known).toBe(false)
})

test('connectors that do no harm share the thread in which they are tried; one that does keeps nobody from it', async () => {
  await using folder = await temporaryFolder()
  const heard = path.join(folder.path, 'heard')
  const code = `import { appendFileSync } from 'node:fs'\nimport { threadId } from 'node:worker_threads'
appendFileSync(${JSON.stringify(heard)}, threadId + ' ')\n`
  const homes = ['a', 'b'].map((name) => packageIn(path.join(folder.path, name), code).home)
  const settings = { connectorPackages: homes, folder: folder.path, connectors: {} }
  await discover(settings)
  const threads = readFileSync(heard, 'utf8').trim().split(' ')
  expect(threads).toHaveLength(4)
  expect(new Set(threads).size).toBe(2)

  const harmful = packageIn(path.join(folder.path, 'c'), 'process.exit(3)').home
  const { quarantined } = await discover({ ...settings, connectorPackages: [harmful, ...homes] })
  expect(quarantined.find((one) => one.path === harmful)?.message).toMatch(/process\.exit\(3\)/)
})
