import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../src/command/run.js'

let cwd: string
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'create-'))
})
afterAll(() => rm(cwd, { recursive: true }))

async function command(...args: string[]) {
  const said: string[] = []
  const print = (text: string) => said.push(text)
  const code = await run(args, { cwd, print, complain: print })
  return { code, said: said.join('\n') }
}

test('a package of its own has published versions and scripts of its own', async () => {
  const { code, said } = await command('my-crm', '--yes', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(said)).toMatchObject({
    package: 'duet-connector-my-crm',
    entities: [
      { collection: 'companies', connec: ['organization'] },
      { collection: 'contacts', connec: ['person'] },
    ],
    next: ['cd my-crm', 'npm install', 'npm test', 'npx duet dev'],
  })
  const manifest = JSON.parse(await readFile(path.join(cwd, 'my-crm/package.json'), 'utf8'))
  expect(manifest.duet).toEqual({ connector: 'myCrm', apiVersion: '^1.0' })
  expect(manifest.scripts.test).toBe('tsup && vitest run')
  expect(Object.values(manifest.devDependencies).join()).not.toMatch(/workspace|catalog|latest/)
})

test('kinds in one collection have records of their own, and references lead to the kind they mean', async () => {
  const entities = ['--entity', 'parties=person+organization', '--entity', 'bills=invoice']
  await command('kinds', '--yes', '--ids', 'integer', ...entities)
  const fixture = async (name: string) =>
    JSON.parse(await readFile(path.join(cwd, 'kinds/fixtures', `${name}.json`), 'utf8'))
  expect(await fixture('parties')).toMatchObject({ id: 7, is_organization: false, company_id: 8 })
  expect(await fixture('parties-organization')).toMatchObject({ id: 8, is_organization: true })
  expect(await fixture('bills')).toMatchObject({ person_id: 7, organization_id: 8 })
})

test('a folder with content, and a file, are left alone', async () => {
  await mkdir(path.join(cwd, 'taken'))
  await writeFile(path.join(cwd, 'taken', 'notes.txt'), '')
  await writeFile(path.join(cwd, 'a-file'), '')
  expect((await command('taken', '--yes')).said).toMatch(
    /^Failed to create connector "taken": .* is not empty\. /,
  )
  expect((await command('a-file', '--yes')).said).toMatch(
    /^Failed to create connector "a-file": .* is a file\. /,
  )
})

test.each([
  ['My_CRM', 'Name it my-crm'],
  ['3cx', 'Name it app-3cx'],
  ['crm-', 'Name it crm'],
  ['a--b', 'Name it a-b'],
  ['Café', 'Name it cafe'],
  ['delete', '"delete" is a word of JavaScript'],
  ['api-key', 'uses "apiKey" for something else'],
  ['person', 'Name it person-app'],
  ['../x', 'Name it x'],
  ['a'.repeat(51), 'Shorten it'],
  ['', 'Name it after its application'],
])('the name %j is refused, with a better one', async (name, fix) => {
  const { code, said } = await command(name, '--yes', '--entity', 'contacts=person')
  expect(code).toBe(1)
  expect(said).toContain(`Failed to create connector "${name}": `)
  expect(said).toContain(fix)
})

test.each([
  [['--auth', 'magic'], 'Choose of oauth2, api-key, basic'],
  [['--paging', 'scroll'], 'Choose of next-link'],
  [['--ids', 'roman'], 'Choose of text, integer, uuid'],
  [['--entity', 'contacts=human'], 'there is no Connec! entity "human"'],
  [['--entity', 'a=person', '--entity', 'b=person'], 'a and b would both be person'],
  [['--entity', 'me=company'], 'is one record and has no list'],
  [['--nonsense'], 'Failed to read the command'],
])('%j is refused in words', async (flags, words) => {
  const { code, said } = await command('some-crm', '--yes', ...flags)
  expect([code, said]).toEqual([1, expect.stringContaining(words)])
})

test('where nobody can be asked, the flags that are missing are named', async () => {
  const { code, said } = await command('quiet-crm', '--auth', 'basic')
  expect([code, said]).toEqual([
    1,
    'Failed to create connector "quiet-crm": there is no terminal to ask in, and --paging, --entity are not given. ' +
      'Give what is missing, or describe the application by --openapi or --sample, or take what is usual by --yes.',
  ])
  expect((await command('quiet-crm', '--auth', 'basic', '--paging', 'none', '--complex')).code).toBe(0)
})

test.each(['crm24', 'crm-24', 'x', 'class-room', 'new-crm'])('%s is a good name', async (name) => {
  expect((await command(name, '--yes')).code).toBe(0)
})
