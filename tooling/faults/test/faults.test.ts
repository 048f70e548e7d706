import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { faults } from '../src/planted/index.js'
import { guaranteesPage } from './guarantees-page.js'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const packageOf = (file: string) => file.split('/').slice(0, 2).join('/')

test.each(faults)('$defect: the place of the fault stands once in its file, and its test exists', (fault) => {
  for (const { file, find } of fault.plant) {
    expect(read(file).split(find), `${file}: ${find}`).toHaveLength(2)
    // Its test sees the source itself, not what was built of it.
    expect(packageOf(file)).toBe(packageOf(fault.test.file))
  }
  const { file, name, writtenIn = file, writtenAs = name } = fault.test
  expect(read(writtenIn)).toContain(writtenAs)
  expect(name).toContain(`(${fault.defect})`)
})

test('every defect has a fault, or the page on guarantees says why it has none', () => {
  const numbers = [...count('A', 26), ...count('B', 30)]
  const { impossible } = guaranteesPage(read('docs/guarantees.md'))
  const faulted = new Set(faults.map(({ defect }) => defect))
  expect(numbers.filter((number) => !faulted.has(number) && !impossible.includes(number))).toEqual([])
  expect(impossible.filter((number) => faulted.has(number))).toEqual([])
})

test('every test the page on guarantees names exists', () => {
  const { tests } = guaranteesPage(read('docs/guarantees.md'))
  expect(tests.length).toBeGreaterThan(30)
  const missing = tests.filter(({ file, name }) => !read(file).includes(name))
  expect(missing).toEqual([])
})

const count = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`)
