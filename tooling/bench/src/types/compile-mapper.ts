import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compilerVersion, type TypeCost, typeCostOf } from './type-cost.js'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/** Compiles a mapper with so many rows between two records of `fields` fields: a third of them on the first level, the rest ten to an object. */
export async function compileMapper(fields: number, rows: number): Promise<TypeCost & { version: string }> {
  const cache = path.join(packageFolder, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(path.join(cache, 'mapper-'))
  try {
    await writeFile(path.join(folder, 'mapper.ts'), program(fields, rows))
    const tsconfig = path.join(folder, 'tsconfig.json')
    await writeFile(
      tsconfig,
      JSON.stringify({
        extends: '@duet/tsconfig/base.json',
        compilerOptions: { types: [] },
        files: ['mapper.ts'],
      }),
    )
    return { ...(await typeCostOf(tsconfig)), version: await compilerVersion() }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function program(fields: number, rows: number): string {
  const [left, right] = [shape('left', fields), shape('right', fields)]
  const table = left.paths.slice(0, rows).map((from, at) => `'${from}': '${right.paths[at]}'`)
  return `import { defineConnecResource, defineMapper, defineResource } from '@duet/core'
import { z } from 'zod'
const connec = defineConnecResource({ name: 'left', collection: 'lefts', fields: ${left.schema} })
const external = defineResource({ name: 'rights', id: z.string(), async *list() {}, fields: ${right.schema} })
${rows === 0 ? 'void [connec, external, defineMapper]' : `export const mapper = defineMapper({ connec, external, fields: { ${table.join(', ')} } })`}
`
}

function shape(prefix: string, fields: number): { schema: string; paths: string[] } {
  const flat = Array.from({ length: Math.round(fields / 3) }, (_, at) => `${prefix}_${at}`)
  const paths = [...flat]
  const members = flat.map((name) => `${name}: z.string()`)
  for (let group = 0; paths.length < fields; group += 1) {
    const inner = Array.from({ length: Math.min(10, fields - paths.length) }, (_, at) => `${prefix}_${at}`)
    members.push(`group_${group}: z.object({ ${inner.map((name) => `${name}: z.string()`).join(', ')} })`)
    paths.push(...inner.map((name) => `group_${group}.${name}`))
  }
  return { schema: `{ ${members.join(', ')} }`, paths }
}
