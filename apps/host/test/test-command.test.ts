import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { runDuet } from './run-duet.js'
import { repository, temporaryFolder } from './temporary-folder.js'

// A runner of its own is started: patience on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const exampleCrm = path.join(repository, 'connectors/example-crm')

/** The kit's tests are those of a file that calls testConnector(); here it does nothing, the card is there already. */
const kitFile = `import { expect, test } from 'vitest'
const testConnector = (name: string) => test(name + ': a list is read to its end', () => expect(1).toBe(1))
testConnector('people')
`

const ownFile = `import { expect, test } from 'vitest'
test('a person keeps her name', () => expect('Ada').toBe('Bo'))
test.skip('a person keeps her dog', () => {})
`

/** The package of Example CRM without sources, with tests that take no time. */
async function connectorWith(folder: string, tests: Record<string, string>): Promise<string> {
  const home = path.join(folder, 'crm')
  await mkdir(path.join(home, 'test'), { recursive: true })
  await mkdir(path.join(home, 'node_modules'))
  for (const name of ['package.json', 'conformance.json'])
    await cp(path.join(exampleCrm, name), path.join(home, name))
  const vitest = createRequire(path.join(repository, 'package.json')).resolve('vitest/package.json')
  await symlink(path.dirname(vitest), path.join(home, 'node_modules/vitest'))
  for (const [name, text] of Object.entries(tests)) await writeFile(path.join(home, 'test', name), text)
  return home
}

test('tests of a connector are run, and told with the card of the kit', async () => {
  await using folder = await temporaryFolder()
  const tests = {
    'connector.test.ts': kitFile,
    'own.test.ts': ownFile,
    'broken.test.ts': "import './no.js'\n",
  }
  const home = await connectorWith(folder.path, tests)
  const { code, stdout, stderr } = await runDuet('test', home)
  expect(code).toBe(1)
  expect(stdout).toMatch(/^example-crm \S+$/m)
  expect(stdout).toMatch(/^ {2}✓ {2}read +\d+ hold/m)
  expect(stdout).toMatch(/^failed a person keeps her name\n.*expected 'Ada' to be 'Bo'/m)
  expect(stdout).toMatch(/^failed test\/broken\.test\.ts could not be loaded\n.*\.\/no\.js/m)
  expect(stdout).toMatch(/^1 passed, 2 failed, 1 skipped$/m)
  expect(stderr).toBe('Failed to pass the tests: 2 tests failed. Each is named above with what it found.')
})

test('a connector without the kit is told how to get it', async () => {
  await using folder = await temporaryFolder()
  const home = await connectorWith(folder.path, { 'own.test.ts': ownFile })
  expect((await runDuet('test', home, '--kit')).stderr).toMatch(/no test of .* calls testConnector\(\)\. Add/)
})

test('with --json a program is told how the tests came out, failures and card included', async () => {
  await using folder = await temporaryFolder()
  const home = await connectorWith(folder.path, { 'connector.test.ts': kitFile, 'own.test.ts': ownFile })
  const { code, stdout } = await runDuet('test', home, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    passed: 1,
    failed: 1,
    skipped: 1,
    failures: [
      {
        file: path.join('test', 'own.test.ts'),
        test: 'a person keeps her name',
        message: expect.stringContaining("expected 'Ada' to be 'Bo'"),
      },
    ],
    card: { connector: 'example-crm', checks: { read: expect.any(Array) } },
  })
})
