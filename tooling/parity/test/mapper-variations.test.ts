import { readFileSync } from 'node:fs'
import { isPlainObject } from '@duet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readDeviations } from '../src/deviations.js'
import { runners } from '../src/runners.js'
import { type Vector, vector } from '../src/vector.js'
import { judge, type Verdict } from '../src/verdict.js'

const own = (name: string) => new URL(`../${name}`, import.meta.url)
const deviations = readDeviations(own('deviations.json'))
const recorded = (file: string): Vector[] =>
  z.array(vector).parse(JSON.parse(readFileSync(own(`fixtures/vectors/${file}`), 'utf8')))

function verdictOf(name: string, one: unknown, reasons = deviations): Promise<Verdict> {
  const runner = runners.find((candidate) => candidate.file === name)
  if (runner === undefined) throw new Error(`There is no runner for ${name}.`)
  return judge(runner, vector.parse(one), reasons)
}

const file = 'basecrm-mappers.json'
const mappers = recorded(file)

/** The same record as another program would have written it. */
function respelled(value: unknown, turn: <T>(items: T[]) => T[], idsAsText: boolean, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => respelled(item, turn, idsAsText, key))
  if (isPlainObject(value))
    return Object.fromEntries(
      turn(Object.entries(value)).map(([name, inner]) => [name, respelled(inner, turn, idsAsText, name)]),
    )
  return idsAsText && typeof value === 'number' && /^id$|_id$/.test(key) ? String(value) : value
}

test.each([file, 'complex-split.json'])('%s: the order of keys never changes a verdict', async (each) => {
  const shuffles = fc.array(fc.nat(7), { minLength: 3, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...recorded(each)), shuffles, async (one, marks) => {
      const turn = <T>(items: T[]): T[] =>
        items
          .map((item, at) => ({ item, mark: ((marks[at % 3] ?? 0) * (at + 3)) % 11 }))
          .toSorted((a, b) => a.mark - b.mark)
          .map(({ item }) => item)
      expect(await verdictOf(each, respelled(one, turn, false))).toEqual(await verdictOf(each, one))
    }),
    { numRuns: 60 },
  )
})

test('ids as texts never change a verdict', async () => {
  const changed: string[] = []
  for (const one of mappers) {
    const texts = { ...one, input: respelled(one.input, (all) => all, true) }
    const [as, is] = [await verdictOf(file, one), await verdictOf(file, texts)]
    if (is.kind !== as.kind) changed.push(one.name)
  }
  expect(changed).toEqual([])
}, 60_000)

/** Every record in which one text of what was recorded is another one. */
function* spoiled(value: unknown, path = ''): Generator<[string, unknown]> {
  if (typeof value === 'string' && value.trim() !== '') yield [path, `${value} §`]
  if (Array.isArray(value))
    for (const [at, item] of value.entries())
      for (const [where, worse] of spoiled(item, `${path}[${at}]`)) yield [where, value.with(at, worse)]
  if (isPlainObject(value))
    for (const [key, inner] of Object.entries(value))
      for (const [where, worse] of spoiled(inner, path === '' ? key : `${path}.${key}`))
        yield [where, { ...value, [key]: worse }]
}

const sent = z.looseObject({ expected: z.record(z.string(), z.unknown()) })

test('a field that is not as recorded is a difference, and no reason of another field covers it', async () => {
  const covered: string[] = []
  for (const one of mappers) {
    const { data: result } = sent.safeParse(one.entityResult)
    const asIs = await verdictOf(file, one, [])
    const known = asIs.kind === 'differs' ? asIs.what : ''
    if (result === undefined || known.startsWith('refused')) continue
    for (const [path, expected] of spoiled(result.expected)) {
      if (known.includes(`${path}: `)) continue
      const verdict = await verdictOf(file, { ...one, entityResult: { expected } })
      if (verdict.kind !== 'differs') covered.push(`${one.name}: ${path} is ${verdict.kind}`)
    }
  }
  expect(covered).toEqual([])
}, 120_000)
