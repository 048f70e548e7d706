import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from './workspace.js'

interface Stamp {
  inputs: string
  built: string[]
  tools: string[]
  node: string
}

interface StampModule {
  inputsOf(root: string, env?: Record<string, string>): string
  writeStamp(root: string, stamp: Stamp): void
  readStamp(root: string, env?: Record<string, string>): Stamp | undefined
}

// plain JavaScript that runs before anything is installed: it has no types
const { inputsOf, readStamp, writeStamp }: StampModule = await import(path.join(root, 'scripts/stamp.mjs'))

let folder: string
const at = (file: string) => path.join(folder, file)

function write(file: string, content: string): void {
  mkdirSync(path.dirname(at(file)), { recursive: true })
  writeFileSync(at(file), content)
}

const stamp = () =>
  writeStamp(folder, { inputs: inputsOf(folder, {}), built: ['start'], tools: [at('tools')], node: 'v24' })
const holds = () => readStamp(folder, {}) !== undefined

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'duet-stamp-'))
  write('package.json', '{}')
  write('pnpm-lock.yaml', 'lock')
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n  - e2e\n\ncatalog:\n  a: 1\n')
  write('node_modules/.modules.yaml', 'installed')
  write('tools/pnpm', '')
  for (const name of ['packages/one', 'e2e']) {
    write(`${name}/package.json`, '{}')
    write(`${name}/tsup.config.ts`, '')
    write(`${name}/src/deep/index.ts`, 'export const one = 1')
    write(`${name}/dist/index.js`, 'export const one = 1')
    write(`${name}/node_modules/x/package.json`, '{}')
  }
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was built stays built while nothing changes', () => {
  stamp()
  expect(holds()).toBe(true)
  expect(holds()).toBe(true)
})

test('without a stamp, or with a damaged one, everything is built', () => {
  expect(holds()).toBe(false)
  write('node_modules/.duet/built.json', '{"version":')
  expect(holds()).toBe(false)
})

const later = new Date(Date.now() + 5_000)

test.each<[string, () => void]>([
  ['an edited source', () => appendFileSync(at('packages/one/src/deep/index.ts'), '// more')],
  ['a source of the same size', () => utimesSync(at('e2e/src/deep/index.ts'), later, later)],
  ['a new source', () => write('packages/one/src/two.ts', '')],
  ['a source that is gone', () => rmSync(at('e2e/src/deep/index.ts'))],
  ['a public file', () => write('packages/one/public/page.html', '')],
  ['a setting of the build', () => appendFileSync(at('packages/one/tsup.config.ts'), ' ')],
  ['a new package', () => write('packages/two/package.json', '{}')],
  ['a package less', () => rmSync(at('packages/one'), { recursive: true })],
  ['the lockfile', () => appendFileSync(at('pnpm-lock.yaml'), ' ')],
  ['another install', () => appendFileSync(at('node_modules/.modules.yaml'), ' ')],
  ['packages of a package that are gone', () => rmSync(at('e2e/node_modules'), { recursive: true })],
  ['built code that is gone', () => rmSync(at('e2e/dist'), { recursive: true })],
  ['built code of another build', () => appendFileSync(at('packages/one/dist/index.js'), ' ')],
  ['a tool that is gone', () => rmSync(at('tools'), { recursive: true })],
])('a start builds again after %s', (_, change) => {
  stamp()
  change()
  expect(holds()).toBe(false)
})

test('a source edited while the build ran is built by the next start', () => {
  const inputs = inputsOf(folder, {})
  appendFileSync(at('packages/one/src/deep/index.ts'), '// more')
  writeStamp(folder, { inputs, built: ['all'], tools: [], node: 'v24' })
  expect(holds()).toBe(false)
})

test('a stamp says which tasks were built for', () => {
  stamp()
  expect(readStamp(folder, {})).toMatchObject({ built: ['start'], tools: [at('tools')], node: 'v24' })
})

test('what the page is built with counts', () => {
  stamp()
  expect(readStamp(folder, { VITE_TITLE: 'x' })).toBeUndefined()
})
