import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { link, runList } from '@duet/host-api'
import { expect, test, vi } from 'vitest'
import { freePort } from '../src/ports.js'
import { openBrowser } from './browser.js'
import { onEachDatabase } from './databases.js'
import { duetHere } from './duet-here.js'
import { startDuet } from './duet-process.js'
import { linkBaseCrm } from './link-base-crm.js'
import { COMPANY, openSides } from './open-sides.js'
import { temporaryFolder } from './temporary-folder.js'
import { ownConnectors } from './test-settings.js'

const CONTACTS = 30
const patience = { timeout: 240_000, interval: 100 }

/** Worker processes below a host. */
const workersOf = (pid: number | undefined): number[] =>
  execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .flatMap((row) => {
      const [, child, parent] = /^ *(\d+) +(\d+) .*worker-process\.js/.exec(row) ?? []
      return Number(parent) === pid ? [Number(child)] : []
    })

onEachDatabase((openDatabase) => {
  test('a killed worker is replaced and its run done by another, without duplicates; commands tell; secrets stay inside (C5, C19)', async () => {
    await using database = await openDatabase()
    await using folder = await temporaryFolder()
    await using sides = await openSides()
    for (let n = 0; n < CONTACTS; n++)
      sides.baseCrm.stores.contacts.insert({ first_name: 'Ada', last_name: `Green ${n}` })
    // Between contacts and leads the run waits long enough to be killed.
    sides.baseCrm.faults.add({ when: { path: /^\/v2\/leads\b/ }, do: { kind: 'latency', ms: 30_000 } })
    const port = await freePort()
    const config = path.join(folder.path, 'duet.config.json')
    writeFileSync(
      config,
      JSON.stringify({
        ...sides.settings,
        ...database.settings,
        host: { port },
        connectorPackages: ownConnectors,
        synchronization: { firstPageSize: 10, pageSize: 10 },
        log: { level: 'debug' },
      }),
    )
    await using serving = startDuet(['serve', '--config', config])
    const url = /http\S+$/.exec(await serving.line(/running at/))?.[0] ?? ''
    const browser = openBrowser()
    const signInUrl = /http\S+$/.exec(await serving.line(/Sign in/))?.[0] ?? ''
    expect((await browser.visit(signInUrl)).url.pathname).toBe('/')

    await vi.waitFor(() => expect(serving.written()).toContain('A worker started'), patience)
    const { linkId, linkUrl } = await linkBaseCrm(browser, url)
    const shown = async () => link.parse((await browser.api('GET', linkUrl)).body)
    await vi.waitFor(async () => expect((await shown()).running?.totals.read).toBeGreaterThan(9), patience)
    expect((await shown()).running?.activity).toMatch(/^Reading .* from .*, \d+ records? so far$/)
    const [worker] = workersOf(serving.child.pid)
    process.kill(worker ?? 0, 'SIGKILL')
    sides.baseCrm.faults.clear()

    const runs = async () => runList.parse((await browser.api('GET', `${linkUrl}/runs`)).body).runs
    await vi.waitFor(
      async () => expect((await runs())[0]).toMatchObject({ number: 2, status: 'succeeded' }),
      patience,
    )
    expect((await runs())[1]).toMatchObject({
      status: 'failed',
      error: 'The worker stopped before the run ended',
    })
    expect(await sides.hub.records.count(COMPANY, 'people')).toBe(CONTACTS)
    expect(workersOf(serving.child.pid)).toHaveLength(1)

    const json = async (...args: string[]): Promise<unknown> => {
      const { code, stdout, stderr } = await duetHere([...args, '--config', config, '--json'])
      expect(code, stderr).toBe(0)
      return JSON.parse(stdout)
    }
    expect(await json('links')).toMatchObject({ links: [{ id: linkId, connector: 'basecrm' }] })
    expect(await json('runs', 'basecrm')).toMatchObject({
      runs: [{ linkId, number: 2, status: 'succeeded' }, { number: 1 }],
    })
    const [contact] = sides.baseCrm.stores.contacts.all()
    expect(await json('why', String(contact?.id))).toMatchObject({
      links: [{ linkId, decisions: [{ outcome: 'applied', words: expect.stringMatching(/\.$/) }] }],
    })
    expect(await json('inbox', 'list')).toEqual({ records: [], conflicts: [], held: [] })
    expect(await json('connectors')).toMatchObject({
      connectors: [{ name: 'basecrm' }, { name: 'example-crm' }],
    })
    expect(await json('settings')).toMatchObject({ host: { port } })

    serving.child.kill('SIGTERM')
    const { code, stdout, stderr } = await serving.finished
    expect(code).toBe(0)
    expect(stderr).toContain('Duet has stopped')
    expect(await json('sync', 'basecrm')).toMatchObject({
      runs: [{ linkId, number: 3, status: 'succeeded' }],
    })

    if (database.settings.database === undefined) await planByCommand({ json, config, sides })

    const logged = `${stdout.replace(signInUrl, '')}${stderr}`
    expect(logged).not.toMatch(/canary|Green \d|access_token|sign-in\?token/)
  }, 600_000)
})

interface Planning {
  json(...args: string[]): Promise<unknown>
  config: string
  sides: Awaited<ReturnType<typeof openSides>>
}

/** Plans, and another history limit, by commands: what a database has no part in, so once is enough. */
async function planByCommand({ json, config, sides }: Planning): Promise<void> {
  sides.baseCrm.stores.contacts.insert({ first_name: 'Grace', last_name: 'Planned' })
  expect(await json('sync', 'basecrm', '--plan', '--only', 'person_and_organization')).toMatchObject({
    plans: [{ state: 'ready', records: [{ kind: 'create', label: 'Grace Planned' }], isWhole: true }],
  })
  const printed = await duetHere(['sync', 'basecrm', '--plan', '--config', config])
  expect(printed.stdout).toMatch(/1 would be created in Connec!/)
  expect(printed.stdout).toMatch(/\+ create .*Grace Planned/)
  const planId = /--apply (\S+)/.exec(printed.stdout)?.[1] ?? ''
  expect(await sides.hub.records.count(COMPANY, 'people')).toBe(CONTACTS)
  expect(await json('sync', '--apply', planId)).toMatchObject({
    runs: [{ status: 'succeeded', plan: { as_shown: 1, changed: 0, added: 0, gone: 0 } }],
  })
  expect(await sides.hub.records.count(COMPANY, 'people')).toBe(CONTACTS + 1)
  const preview = ['links', 'history', 'basecrm', '2099-01-01']
  // The people, and the user and the company of the account.
  expect(await json(...preview, '--preview')).toMatchObject({ history: { added: 0, left: CONTACTS + 3 } })
  expect(await json(...preview)).toMatchObject({ historyLimit: Date.parse('2099-01-01T00:00:00Z') })
  expect(await json('links', 'history', 'basecrm', 'all')).toMatchObject({ historyLimit: null })
  expect(await sides.hub.records.count(COMPANY, 'people')).toBe(CONTACTS + 1)
}

test('a used port, a damaged file, a server that is away and wrong words are each one clear line', async () => {
  await using folder = await temporaryFolder()
  const config = path.join(folder.path, 'duet.config.json')
  const settings = { host: { port: 0 }, dataFolder: 'data', log: { level: 'error' } }
  const write = (more: object = {}) => writeFileSync(config, JSON.stringify({ ...settings, ...more }))
  const refused = async (...args: string[]) => {
    const { code, stderr, stdout } = await duetHere([...args, '--config', config])
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toHaveLength(1)
    return { code, message: stderr.trim() }
  }

  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const taken = other.address()
  write({ host: { port: typeof taken === 'object' && taken !== null ? taken.port : 0 } })
  expect(await refused('serve')).toMatchObject({
    code: 1,
    message: expect.stringMatching(/the port is in use by another program\. Stop that/),
  })
  expect(readdirSync(folder.path)).toEqual(['duet.config.json'])
  await new Promise((resolve) => other.close(resolve))

  write()
  expect((await duetHere(['links', '--config', config])).code).toBe(0)
  const file = path.join(folder.path, 'data/duet.sqlite')
  writeFileSync(file, 'this is no database, but a text that somebody put here'.repeat(100))
  const before = readFileSync(file)
  expect(await refused('serve')).toMatchObject({
    code: 1,
    message: expect.stringMatching(/duet\.sqlite: it is not a SQLite database/),
  })
  expect(readFileSync(file)).toEqual(before)

  write({
    database: { url: 'postgresql://duet:canary-password@127.0.0.1:1/duet' },
    secretKey: 'ab'.repeat(32),
  })
  const unreachable = await refused('links')
  expect(unreachable).toMatchObject({
    code: 1,
    message: expect.stringMatching(/PostgreSQL does not let us in.*DATABASE_URL/),
  })
  expect(unreachable.message).not.toContain('canary')

  write({ database: { url: 'postgresql://127.0.0.1:1/duet' } })
  expect((await refused('serve')).message).toMatch(/Set DUET_SECRET_KEY/)
  writeFileSync(config, '{')
  expect((await refused('links')).message).toMatch(/is not JSON/)
  write()
  expect(await refused('lnks')).toMatchObject({
    code: 2,
    message: expect.stringMatching(/no command "lnks"\. Did you mean "duet links"\?.*duet --help/),
  })
  expect(await refused('why')).toMatchObject({ code: 2, message: expect.stringMatching(/ID/) })
  expect((await duetHere(['--help'])).stdout).toContain('sign-in')
}, 240_000)
