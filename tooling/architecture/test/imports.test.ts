import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { importsOf, roomOf } from '../src/imports.js'
import { type Room, rooms } from '../src/rooms.js'
import { files, isTest, root, sources } from '../src/workspace.js'

const manifest = z.looseObject({
  name: z.string(),
  exports: z.record(z.string(), z.unknown()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
})
const manifestOf = (folder: string) =>
  manifest.parse(JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')))

const tooling = ['tsconfig', 'tsup']

/** What a file of a room may import of ours: more in its tests, more in sub-folders with rules of their own. */
function allowedIn(room: Room, file: string): string[] {
  const inner = Object.entries(room.inner ?? {}).flatMap(([folder, names]) =>
    file.startsWith(`${room.folder}/src/${folder}/`) ? names : [],
  )
  const config = /\.config\.ts$/.test(file) ? tooling : []
  return [...room.src, ...inner, ...config, ...(isTest(file) ? room.test : [])]
}

test.each(rooms)('$folder imports only the rooms it may', (room) => {
  const wrong = sources()
    .filter((file) => file.startsWith(`${room.folder}/`))
    .flatMap((file) =>
      importsOf(path.join(root, file)).flatMap(({ specifier }) => {
        const target = roomOf(specifier)
        return target === undefined || allowedIn(room, file).includes(target)
          ? []
          : [`${file} → ${specifier}`]
      }),
    )
  expect(wrong).toEqual([])
})

test.each(rooms)('$folder declares only the rooms it may', (room) => {
  const { dependencies, devDependencies, peerDependencies } = manifestOf(room.folder)
  const ours = (names: object) => Object.keys(names).flatMap((name) => roomOf(name) ?? [])
  const inner = Object.values(room.inner ?? {}).flat()
  const allowed = [...room.src, ...inner]
  expect(ours(dependencies).filter((name) => !allowed.includes(name))).toEqual([])
  expect(ours(peerDependencies).filter((name) => !allowed.includes(name))).toEqual([])
  expect(
    ours(devDependencies).filter((name) => ![...allowed, ...room.test, ...tooling].includes(name)),
  ).toEqual([])
})

test('every package with sources is a room', () => {
  const folders = files('{packages,connectors,apps}/*/package.json', 'e2e/package.json').map((file) =>
    path.posix.dirname(file),
  )
  expect(folders.filter((folder) => !rooms.some((room) => room.folder === folder))).toEqual([])
})

test('nobody reaches past what a package exports', () => {
  const exported = new Set(
    rooms.flatMap(({ folder }) => {
      const { name, exports } = manifestOf(folder)
      return Object.keys(exports).map((subpath) => path.posix.join(name, subpath))
    }),
  )
  const deep = sources().flatMap((file) =>
    importsOf(path.join(root, file)).flatMap(({ specifier }) => {
      const ours = roomOf(specifier)
      if (ours === undefined || tooling.includes(ours)) return []
      return exported.has(specifier) ? [] : [`${file} → ${specifier}`]
    }),
  )
  expect(deep).toEqual([])
})

test('core knows nothing but zod, and its rooms do no input or output', () => {
  const wrong = sources()
    .filter((file) => file.startsWith('packages/core/src/') && !isTest(file))
    .flatMap((file) => importsOf(path.join(root, file)))
    .filter(({ specifier }) => !specifier.startsWith('.') && specifier !== 'zod')
  expect(wrong).toEqual([])
})

test('relative imports stay inside their room and exist', () => {
  const wrong = sources().flatMap((file) =>
    importsOf(path.join(root, file)).flatMap(({ specifier }) => {
      if (!specifier.startsWith('.')) return []
      const target = path.posix.join(path.posix.dirname(file), specifier)
      const room = rooms.find(({ folder }) => file.startsWith(`${folder}/`))
      if (room && !target.startsWith(`${room.folder}/`)) return [`${file} → ${specifier}`]
      const source = target.replace(/\.js$/, '.ts')
      const found = [source, source.replace(/\.ts$/, '.tsx'), target].some((name) =>
        existsSync(path.join(root, name)),
      )
      return found ? [] : [`${file} → ${specifier} (missing)`]
    }),
  )
  expect(wrong).toEqual([])
})
