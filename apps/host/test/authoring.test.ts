import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openStore } from '@duet/store'
import { expect, test } from 'vitest'
import { openSession } from '../src/authoring/author-session.js'
import { linkAccount } from '../src/authoring/link-account.js'
import { freeSessionPorts } from '../src/authoring/session-ports.js'
import { silentLog } from '../src/logging/create-log.js'
import { freePort } from '../src/ports.js'
import { startDuet } from './duet-process.js'
import { runDuet } from './run-duet.js'
import { repository, temporaryFolder } from './temporary-folder.js'

const exampleCrm = path.join(repository, 'connectors/example-crm')

/** A copy of Example CRM's connector without anything built, for a test to change. */
async function copyOf(folder: string): Promise<string> {
  const home = path.join(folder, 'example-crm')
  for (const name of ['src', 'fixtures', 'package.json'])
    await cp(path.join(exampleCrm, name), path.join(home, name), { recursive: true })
  await symlink(path.join(exampleCrm, 'node_modules'), path.join(home, 'node_modules'))
  return home
}

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(file, text.replace(from, to))
}

test('a connector is checked from its sources, and every complaint is said with its level', async () => {
  await using folder = await temporaryFolder()
  const home = await copyOf(folder.path)
  expect(await runDuet('check', home)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^sound @duet/),
  })

  await change(path.join(home, 'package.json'), '"exampleCrm"', '"crm"')
  expect(await runDuet('check', home)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^error .*does not export "crm".*name one of: exampleCrm/),
    stderr: 'Failed to pass the check: @duet/connector-example-crm has 1 error. Mend what is named above.',
  })
  const { stdout } = await runDuet('check', home, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ sound: false, complaints: [{ level: 'error' }] })
  await change(path.join(home, 'package.json'), '^1.0', '^2.0')
  expect((await runDuet('check', home)).stdout).toMatch(/written for version \^2\.0 .*this host offers 1\.0/)
})

test('a connector is linked to its simulator and synchronized, without a person', async () => {
  const { code, stdout } = await runDuet('dev', exampleCrm, '--once', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    connector: 'example-crm',
    account: 'Example Ltd',
    shared: 7,
    runs: [
      { status: 'succeeded', failed: 0 },
      { status: 'succeeded', writes: 0 },
    ],
    holds: true,
  })
})

test('a session ends after the run under way, never inside it', async () => {
  await using folder = await temporaryFolder()
  const ports = await freeSessionPorts()
  const session = await openSession({
    ...{ folder: exampleCrm, dataFolder: folder.path, ports },
    log: silentLog(),
    works: true,
  })
  const { id } = await linkAccount(session)
  await expect.poll(() => session.host.store.runs.list(id, { limit: 1 }), { interval: 1 }).toHaveLength(1)
  await session.close()
  await using store = await openStore({ file: path.join(folder.path, 'host/duet.sqlite') })
  const runs = await store.runs.list(id, { limit: 5 })
  expect(runs.map(({ status, error }) => [status, error])).toEqual([['succeeded', null]])
})

test('a change is reloaded, and one that does not load leaves the last version at work', async () => {
  await using folder = await temporaryFolder()
  const home = await copyOf(folder.path)
  const port = String(await freePort())
  await using dev = startDuet(['dev', home, '--json', '--port', port])
  await dev.line(/"event":"ready".*"account":"Example Ltd"/)
  const file = path.join(home, 'src/errors.ts')
  await change(file, 'import', 'import {')
  await dev.line(/"event":"refused"/)
  expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200)
  await change(file, 'import {', 'import')
  await dev.line(/"event":"reloaded"/)
  dev.child.kill('SIGINT')
  expect((await dev.finished).code).toBe(0)
})

test('an unknown word is answered with the one that was probably meant', async () => {
  const said = async (...args: string[]) => (await runDuet(...args)).stderr
  expect(await said('snyc', 'basecrm')).toMatch(/no command "snyc"\. Did you mean "duet sync"\?/)
  expect(await said('inbox', 'lst')).toMatch(/Did you mean "duet inbox list"\?/)
  expect(await said('sync', 'basecrm', '--ful')).toMatch(/no option --ful\. Did you mean "--full"\?/)
  expect(await said('sync', '--only', '--item')).not.toMatch(/--item/)
  expect(await said('elephant')).toBe(
    'Failed to run the command: duet has no command "elephant". "duet --help" lists the commands.',
  )
})
