import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { files, isTest, root, sources } from '../src/workspace.js'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
/** Without comments, which may speak of what the code must not do. */
const codeOf = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
const linesOf = (file: string) => read(file).split('\n').length
const code = () => sources().filter((file) => !isTest(file) && /\/src\//.test(file))

test('rooms are small: the median file under 60 lines, hardly any over 300', () => {
  const sizes = code()
    .map(linesOf)
    .sort((a, b) => a - b)
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(60)
  expect(code().filter((file) => linesOf(file) > 300)).toEqual([])
})

test('no file or folder has a name that says nothing', () => {
  const empty = /(^|\/)(utils?|common|helpers?|shared|lib|services?|misc)(\/|\.|$)/
  expect(sources().filter((file) => empty.test(file))).toEqual([])
})

test('files are named in kebab-case', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)*\.tsx?$/
  expect(sources().filter((file) => !kebab.test(path.posix.basename(file)))).toEqual([])
})

test('only the host reads the environment', () => {
  const readers = code().filter((file) => /process\.env\b/.test(codeOf(file)))
  expect(
    readers.filter(
      (file) =>
        !file.startsWith('packages/store/src/testing/') &&
        !file.startsWith('apps/host/src/settings/') &&
        !file.startsWith('apps/sandbox/src/'),
    ),
  ).toEqual([])
})

test('types are never switched off', () => {
  const off = /@ts-ignore|@ts-nocheck|\bas any\b|:\s*any\b|<any\b/
  const allowed = ['packages/core/src/paths.ts', 'packages/core/src/mapper.ts']
  expect(code().filter((file) => off.test(codeOf(file)) && !allowed.includes(file))).toEqual([])
})

test('a connector has no casts', () => {
  const cast = /\bas\s+(?!const\b)[A-Za-z{(]/
  const wrong = code()
    .filter((file) => /^connectors\/[^/]+\/src\//.test(file) && !file.includes('/simulator/'))
    .filter((file) =>
      codeOf(file)
        .split('\n')
        .some((line) => !/^\s*(\*|\/\/|import|export \{)/.test(line) && cast.test(line)),
    )
  expect(wrong).toEqual([])
})

test('nothing committed names a machine path or a registry', () => {
  const machine = /(["'`\s(])(\/work\/|\/root\/|\/home\/[a-z])|registry\.npmjs|npm\.pkg/
  const texts = files('**/*.{ts,tsx,mjs,json,yaml,md,html}', '.ci/run').filter(
    (file) => !file.endsWith('pnpm-lock.yaml'),
  )
  expect(
    texts.filter((file) => !file.startsWith('tooling/architecture/') && machine.test(read(file))),
  ).toEqual([])
})
