import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guideBlocks, guideFiles } from './guide-blocks.js'
import { createGuidePackage, type GuidePackage } from './guide-workspace.js'

/** Compiling and testing a package takes its time on a machine that has much else to do. */
const TIMEOUT_MS = 240_000

let myCrm: GuidePackage

beforeAll(async () => {
  myCrm = await createGuidePackage('my-crm')
  for (const { file, code } of guideFiles('connectors/my-crm')) await myCrm.write(file, code)
  await myCrm.install()
}, TIMEOUT_MS)

afterAll(() => myCrm[Symbol.asyncDispose]())

test('the guide, followed literally in an empty folder, gives a package that builds', {
  timeout: TIMEOUT_MS,
}, async () => {
  expect(await myCrm.script('typecheck')).toEqual({ code: 0, output: '' })
  expect(await myCrm.script('build')).toMatchObject({ code: 0 })
  const built = await import(/* @vite-ignore */ path.join(myCrm.folder, 'dist/index.js'))
  expect(built.myCrm).toMatchObject({ kind: 'connector', name: 'my-crm' })
})

test('its tests pass: the conformance kit, and a synchronization with engine and hub', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { code, output } = await myCrm.tool('vitest', 'run', '--root', '.', '--reporter=verbose')
  expect(output).toContain('articles and items meet')
  expect(output).toContain('my-crm: a second synchronization writes nothing')
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' })
})

const mistakes = guideBlocks.flatMap(({ language, code }, index) =>
  language === 'diff' ? [{ change: code, message: guideBlocks[index + 1]?.code.trim() }] : [],
)

test('the guide shows two mistakes', () => {
  expect(mistakes).toHaveLength(2)
})

test.each(mistakes)(
  'the compiler says of $change what the guide says it says',
  { timeout: TIMEOUT_MS },
  async ({ change, message }) => {
    const file = 'src/mappers/item.ts'
    const table = await myCrm.read(file)
    const line = (sign: string) =>
      change
        .split('\n')
        .find((each) => each.startsWith(sign))
        ?.slice(1) ?? ''
    expect(table).toContain(line('-'))
    await myCrm.write(file, table.replace(line('-'), line('+')))
    const { code, output } = await myCrm.script('typecheck')
    await myCrm.write(file, table)
    expect(code).not.toBe(0)
    expect(output.trim()).toBe(message)
  },
)
