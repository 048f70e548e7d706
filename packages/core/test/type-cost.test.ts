import { expect, test } from 'vitest'
import { compile } from './compile.js'

/**
 * What a mapper of 120 rows between two records of 120 fields costs the compiler beyond one of none, in type
 * instantiations: about 90,000 of them (TypeScript 7.0). They are counted, not timed, so that the number is the same on every machine.
 */
const BUDGET = 120_000

const LEAVES = 120

/** 40 fields on the first level, the rest in objects and lists of ten, as in real schemas. */
function shape(prefix: string): { schema: string; paths: string[] } {
  const fields: string[] = []
  const paths: string[] = []
  for (let i = 0; i < 40; i += 1) {
    fields.push(`${prefix}_${i}: z.string()`)
    paths.push(`${prefix}_${i}`)
  }
  for (let group = 0; paths.length < LEAVES; group += 1) {
    const inner = Array.from({ length: 10 }, (_, i) => `${prefix}_${i}`)
    const object = `z.object({ ${inner.map((name) => `${name}: z.string()`).join(', ')} })`
    const isList = group % 4 === 3
    fields.push(`group_${group}: ${isList ? `z.array(${object})` : object}`)
    paths.push(...inner.map((name) => `group_${group}${isList ? '[0]' : ''}.${name}`))
  }
  return { schema: `{ ${fields.join(', ')} }`, paths }
}

function program(rows: number): string {
  const left = shape('left')
  const right = shape('right')
  const table = left.paths
    .slice(0, rows)
    .map((path, i) =>
      i % 6 === 5
        ? `'${path}': { to: '${right.paths[i]}', using: { toExternal: (text) => text.trim(), toConnec: (text) => text.trim() } }`
        : `'${path}': '${right.paths[i]}'`,
    )
  return `
import { z } from 'zod'
import { defineConnecResource, defineEntity, defineMapper, defineResource } from "./duet.js"
async function* list() { yield [] }
const connec = defineConnecResource({ name: 'left', collection: 'lefts', fields: ${left.schema} })
const external = defineResource({ name: 'rights', id: z.string(), list, fields: ${right.schema} })
${
  rows === 0
    ? 'void [connec, external, defineEntity, defineMapper]'
    : `export const entity = defineEntity({
  mapper: defineMapper({ connec, external, fields: { ${table.join(',\n')} }, defaults: { external: { right_1: 'x' } } }),
  match: ['left_1'],
})`
}
`
}

test('a mapper of 120 fields stays within the budget of type instantiations', async () => {
  const [none, all] = [await compile({ 'none.ts': program(0) }), await compile({ 'all.ts': program(LEAVES) })]
  expect(none.errors.size + all.errors.size).toBe(0)
  const cost = all.instantiations - none.instantiations
  expect(cost).toBeGreaterThan(0)
  expect(cost).toBeLessThan(BUDGET)
}, 120_000)
