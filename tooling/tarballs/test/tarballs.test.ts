import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPackageFromTarballData } from '@arethetypeswrong/core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { checkTarball } from '../src/check-tarball.js'
import { packAll } from '../src/pack.js'
import { publicPackages, root } from '../src/public-packages.js'

// Fifteen packages are packed: patience on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const packages = publicPackages()
let folder = ''
let tarballs = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'duet-tarballs-'))
  tarballs = await packAll(packages, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const published = z.looseObject({
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  description: z.string().min(10),
  license: z.literal('MIT'),
  type: z.literal('module'),
  files: z.array(z.string()).min(1),
  exports: z.record(z.string(), z.unknown()),
  engines: z.object({ node: z.string() }),
})

test.each(packages)('$name says what a package has to say', ({ folder, manifest }) => {
  const { engines } = published.parse(manifest)
  const own = z.looseObject({ engines: z.object({ node: z.string() }) })
  expect(engines).toEqual(
    own.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).engines,
  )
  expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toMatch(/^# \S+/)
})

test.each(packages)('$name passes publint and attw as it is packed', async ({ name }) => {
  expect(await checkTarball(tarballs.get(name) ?? '')).toEqual([])
})

test.each(packages.filter(({ manifest }) => 'duet' in manifest))(
  '$name brings its simulator and records for it',
  async ({ name, folder }) => {
    const packed = createPackageFromTarballData(await readFile(tarballs.get(name) ?? ''))
    const files = new Set(packed.listFiles())
    const wanted = [
      'dist/simulator/index.js',
      'dist/simulator/index.d.ts',
      'conformance.json',
      'contract.json',
    ]
    const fixtures = readdirSync(path.join(folder, 'fixtures')).map((file) => `fixtures/${file}`)
    for (const file of [...wanted, ...fixtures])
      expect(files.has(`/node_modules/${name}/${file}`), file).toBe(true)
  },
)

test('what a published package needs is published', () => {
  const names = new Set(packages.map(({ name }) => name))
  const missing = packages.flatMap(({ name, manifest: { dependencies, peerDependencies } }) =>
    Object.keys({ ...dependencies, ...peerDependencies })
      .filter((needed) => needed.startsWith('@duet/') && !names.has(needed))
      .map((needed) => `${name} → ${needed}`),
  )
  expect(missing).toEqual([])
})

test('changesets name published packages only', () => {
  const names = new Set(packages.map(({ name }) => name))
  const folder = path.join(root, '.changeset')
  for (const [file, text] of changesets(folder)) {
    const named = [...text.matchAll(/^["']?([^"'\n:]+)["']?: (?:patch|minor|major)$/gm)].map(
      ([, name]) => name,
    )
    expect(
      named.filter((name) => !names.has(name ?? '')),
      file,
    ).toEqual([])
    expect(named.length, file).toBeGreaterThan(0)
  }
})

const changesets = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const)
