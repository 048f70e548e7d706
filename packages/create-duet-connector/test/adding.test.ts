import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { literalAt } from '../src/adding/code-literal.js'
import { ownNames } from '../src/adding/own-names.js'
import { withImports } from '../src/adding/with-imports.js'
import { withItem } from '../src/adding/with-item.js'
import { run } from '../src/command/run.js'
import type { ResourcePlan } from '../src/plan/connector-plan.js'
import { desk } from './described.js'

const openapi = fileURLToPath(new URL('../../../docs/tutorial/inkwell.yaml', import.meta.url))

let cwd: string
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'adding-'))
})
afterAll(() => rm(cwd, { recursive: true }))

async function command(folder: string, ...args: string[]) {
  const said: string[] = []
  const print = (text: string) => said.push(text)
  const code = await run(args, { cwd: path.join(cwd, folder), print, complain: print })
  return { code, said: said.join('\n') }
}

test('a list ends where its bracket does, whatever stands in texts and comments between', () => {
  const code = "call({\n  a: '}',\n  b: [1, 2], // },\n  c: `}`,\n})"
  expect(literalAt(code, /call\(\{/)?.items).toEqual(["a: '}'", 'b: [1, 2]', '// },\n  c: `}`'])
  expect(literalAt('call({', /call\(\{/)).toBeUndefined()
  expect(literalAt('call({}) call({})', /call\(\{/)).toBeUndefined()
  expect(literalAt("call({ a: '", /call\(\{/)).toBeUndefined()
})

test('an item goes to the end of a list, in the way the list is laid out', () => {
  const item = (code: string) => ({ code, is: (each: string) => each === code })
  expect(withItem('  all: [a, b],', /all: \[/, item('c'))).toBe('  all: [a, b, c],')
  expect(withItem('  all: [],', /all: \[/, item('c'))).toBe('  all: [c],')
  expect(withItem('  all: { a },', /all: \{/, item('b'))).toBe('  all: { a, b },')
  expect(withItem('  all: [\n    a,\n  ],', /all: \[/, item('b'))).toBe('  all: [\n    a,\n    b,\n  ],')
  expect(withItem('  all: [a],', /all: \[/, item('a'))).toBe('  all: [a],')
  const long = 'a'.repeat(99)
  expect(withItem(`  all: [${long}],`, /all: \[/, item('bcdefgh'))).toBe(
    `  all: [\n    ${long},\n    bcdefgh,\n  ],`,
  )
  expect(withItem('  all: [\n    a, // why\n  ],', /all: \[/, item('b'))).toBeUndefined()
})

test('a list that is called otherwise than its collection gets a table of such names', () => {
  const resource = { ...desk.resources[0], name: 'tax_rates', names: { many: 'taxRates' } } as ResourcePlan
  const added = (code: string) => ownNames(resource).reduce((all, { apply }) => apply(all) ?? 'no', code)
  const table = "const many: Readonly<Record<string, string>> = { tax_rates: 'taxRates' }\n"
  const start = (names: string, field: string) => `import\n\n${names}\n/** A */\n  ({ ${field}: records })`
  const changed = start(table, '[many[collection] ?? collection]')
  expect(added(start('', '[collection]').replace('\n\n\n', '\n\n'))).toBe(changed)
  expect(added(changed)).toBe(changed)
  expect(added(start("const one: X = { a: 'b' }\n", '[collection]'))).toBe(
    start(`${table}const one: X = { a: 'b' }\n`, '[many[collection] ?? collection]'),
  )
})

test('imports are joined and stay in order; others than by name are left to the author', () => {
  const code = "import { a } from '@duet/core'\nimport { c } from './c.js'\n\nconst x = a\n"
  expect(withImports(code, { '@duet/core': ['d', 'type B'], './b.js': ['b'] })).toBe(
    "import { a, type B, d } from '@duet/core'\nimport { b } from './b.js'\nimport { c } from './c.js'\n\nconst x = a\n",
  )
  expect(withImports("import all from 'all'\n", { z: ['z'] })).toBeUndefined()
})

test.each([
  [['add', 'entity', 'a=item'], '.', 'is no connector. Run the command in the folder of one'],
  [['add', 'thing'], 'crm', '"thing" cannot be added'],
  [['add', 'entity'], 'crm', 'no entity is named'],
  [['add', 'entity', 'a=person+organization'], 'crm', 'Add it as a complex-entity'],
  [['add', 'complex-entity', 'a=item'], 'crm', 'Name several'],
  [['add', 'entity', 'people=person'], 'crm', 'contacts and people would both be person'],
  [['add', 'entity', 'contacts=item'], 'crm', 'contacts is named twice'],
  [['add', 'entity', 'a=item', 'b=quote'], 'crm', 'Add one thing at a time'],
])('%j in %s is refused in words', async (args, folder, words) => {
  await command('.', 'crm', '--yes', '--entity', 'contacts=person').catch(() => undefined)
  const { code, said } = await command(folder, ...args)
  expect([code, said]).toEqual([1, expect.stringContaining(words)])
})

test('a file its author has changed is left alone; what to add by hand is said, and the rest is done afterwards', async () => {
  await command('.', 'changed-crm', '--yes', '--entity', 'contacts=person')
  const index = path.join(cwd, 'changed-crm/src/index.ts')
  const written = await readFile(index, 'utf8')
  await writeFile(index, written.replace('entities: [person]', 'entities: allOf(person)'))

  const refused = await command('changed-crm', 'add', 'entity', 'deals=opportunity')
  expect(refused.code).toBe(1)
  expect(refused.said).toContain("import { opportunity } from './entities/opportunity.js'")
  expect(await readFile(path.join(cwd, 'changed-crm/src/resources.ts'), 'utf8')).not.toContain('deals')

  await writeFile(index, written.replace('entities: [person]', 'entities: [person, opportunity]'))
  const { said, code } = await command(
    '.',
    'add',
    'entity',
    'deals=opportunity',
    '--connector',
    'changed-crm',
  )
  expect([code, said]).toEqual([0, expect.stringContaining('deals ↔ opportunity')])
  expect(await readFile(index, 'utf8')).toContain('entities: [person, opportunity]')
  expect(await readFile(path.join(cwd, 'changed-crm/README.md'), 'utf8')).toContain(
    '| `person` | person ↔ contacts |\n| `opportunity` | opportunity ↔ deals |\n',
  )
  expect((await command('changed-crm', 'add', 'webhook')).code).toBe(0)
  expect((await command('changed-crm', 'add', 'entity', 'invoices=invoice', '--openapi', openapi)).code).toBe(
    0,
  )
  expect(await readFile(path.join(cwd, 'changed-crm/test/connector.test.ts'), 'utf8')).toContain(
    "  values: { invoices: { status: ['draft', 'sent', 'paid'] }, invoice: { status: ['draft', 'sent', 'paid'] } },\n",
  )
  const again = await command('changed-crm', 'add', 'webhook')
  expect(again.said).toContain(
    'there is src/webhooks.ts, src/simulator/webhooks.ts, test/webhooks.test.ts already',
  )
})
