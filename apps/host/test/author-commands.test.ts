import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { exampleCrm } from '@duet/connector-example-crm'
import type { Link } from '@duet/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type AuthorSession, openSession } from '../src/authoring/author-session.js'
import { linkAccount } from '../src/authoring/link-account.js'
import { freeSessionPorts } from '../src/authoring/session-ports.js'
import { COMPANY } from '../src/authoring/session-settings.js'
import { lookNow } from '../src/command/synchronize-now.js'
import { silentLog } from '../src/logging/create-log.js'
import { runDuet } from './run-duet.js'
import { repository, temporaryFolder } from './temporary-folder.js'

/** One session of the author of Example CRM, linked and synchronized, for all tests of this file. */
let session: AuthorSession
let link: Link
let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  folder = await temporaryFolder()
  session = await openSession({
    ...{ folder: path.join(repository, 'connectors/example-crm'), dataFolder: folder.path },
    ...{ ports: await freeSessionPorts(), log: silentLog(), works: false },
  })
  link = await linkAccount(session)
  await lookNow(session.host.context, { link, options: {} })
})

afterAll(async () => {
  await session?.close()
  await folder?.[Symbol.asyncDispose]()
})

const duet = (...args: string[]) => runDuet(...args, '--config', session.settingsFile)

const connecIdOf = async (externalId: string): Promise<string> =>
  (await session.host.store.idMaps.byEitherId(link.id, externalId))[0]?.connecId ?? ''

test('a plan shows what would change on both sides, and how it is carried out', async () => {
  const { hub, simulator } = session.sides
  const { people, articles } = simulator.stores
  people?.update('per_4801', { job_title: 'Chief financial officer' })
  const adaAtHub = await connecIdOf('per_4801')
  await hub.records.update(COMPANY.uid, 'people', adaAtHub, { phone_work: { mobile: '+61 400 000 777' } })
  articles?.insert({ name: 'Saw', sku: 'S1', price: { amount: 100, currency: 'GBP' } })

  const { code, stdout } = await duet('plan')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Plan \S+ of example-crm \(Example Ltd\): nothing was written\.$/m)
  expect(stdout).toMatch(/^item\n {2}from the application +1 would be created in Connec!$/m)
  expect(stdout).toMatch(/^\+ create item Saw \(\S+ of the application\)\n {4}in Connec!:\n {6}name: "Saw"$/m)
  const pair = stdout.slice(stdout.indexOf('~ update person Ada Green'))
  expect(pair).toContain('    in Connec!:\n      job_title: "CFO" → "Chief financial officer"')
  expect(pair).toContain('    in the application:\n      mobile: "+61 400 000 001" → "+61 400 000 777"')
  expect(stdout.match(/Ada Green/g)).toHaveLength(1)
  const planId = /^Carry it out with: duet sync --apply (\S+)$/m.exec(stdout)?.[1] ?? ''

  const { plans } = z
    .object({ plans: z.array(z.looseObject({ state: z.string(), counts: z.array(z.unknown()) })) })
    .parse(JSON.parse((await duet('plan', 'example-crm', '--only', 'item', '--json')).stdout))
  expect(plans).toMatchObject([{ state: 'ready', records: [{ kind: 'create', label: 'Saw' }] }])
  expect((await duet('plan', 'nothing')).code).toBe(2)

  expect(await duet('sync', '--apply', planId)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Of the plan 3 as shown; 0 changed since'),
  })
  expect((await duet('plan')).stdout).toMatch(/^There is nothing to write\.$/m)
})

test('a record is looked at by either id: as it is on both sides, what differs, what became of it', async () => {
  const { hub } = session.sides
  const connecId = await connecIdOf('com_4801')
  await hub.records.update(COMPANY.uid, 'organizations', connecId, { name: 'Northwind Pty' })

  const { code, stdout } = await duet('inspect', 'com_4801')
  expect(code).toBe(0)
  expect(stdout).toContain(`shared: organization ${connecId} and companies com_4801; written to Connec! `)
  expect(stdout).toMatch(
    /of Connec!, last changed .*: changed since last agreed\n +name: "Northwind Labs" → "Nor/,
  )
  expect(stdout).toMatch(/companies com_4801 of the application, last changed .*: as last agreed$/m)
  expect(stdout).toContain('≠ name: Connec! "Northwind Pty", the application "Northwind Labs"')
  expect(stdout).toContain('= email.address: "hello@northwind.example"')
  expect(stdout).toContain('from Connec!: Would be updated in the application: name.')
  expect(stdout).toMatch(/from the application {2}applied: Created in Connec!\.$/m)

  const atHub = await duet('inspect', connecId, '--link', 'example-crm', '--json')
  expect(JSON.parse(atHub.stdout)).toMatchObject({
    links: [
      {
        connector: 'example-crm',
        pairs: [
          {
            entity: 'organization',
            idMap: { connecId, externalId: 'com_4801', base: { external: { name: 'Northwind Labs' } } },
            connec: { asAgreed: false, mapped: { name: 'Northwind Pty' } },
            external: { asAgreed: true, fields: { name: 'Northwind Labs' } },
            outcomes: [{ side: 'connec', kind: 'update' }, { kind: 'unchanged' }],
          },
        ],
        decisions: [{ outcome: 'applied' }],
        inbox: [],
        conflicts: [],
      },
    ],
  })
  expect(await duet('inspect', 'nothing')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/"nothing": no linked account has it/),
  })
})

test('real answers are recorded as fixtures in which nobody is known, and which the connector reads', async () => {
  session.sides.simulator.stores.people?.insert({
    given_name: 'Philippa',
    family_name: 'Featherstone',
    email: 'philippa.featherstone@canary.example',
    phone: '0412 555 987',
  })
  const to = path.join(folder.path, 'recorded')
  const { code, stdout } = await duet('record', '--to', to, '--limit', '10')
  expect(code).toBe(0)
  expect(stdout).toContain(`of example-crm in ${to}`)
  const read = (name: string) => readFileSync(path.join(to, name), 'utf8')
  const files = readdirSync(to, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  )
  const written = files.map(read).join('')
  const settings = readFileSync(session.settingsFile, 'utf8')
  const secrets = [...settings.matchAll(/"(?:clientSecret|webhookSecret|secretKey)": "(\S+)"/g)].flatMap(
    ([, secret]) => secret ?? [],
  )
  expect(secrets.length).toBeGreaterThan(1)
  for (const canary of [...secrets, 'Philippa', 'Featherstone', 'canary', '0412 555 987', 'ada@', 'per_4801'])
    expect(written.includes(canary), canary).toBe(false)

  const mapped = exampleCrm.entities.flatMap(({ mappers }) => mappers.map(({ external }) => external))
  for (const resource of mapped) {
    const records = z.array(z.unknown()).parse(JSON.parse(read(`${resource.name}-recorded.json`)))
    expect(records.map((record) => resource.parse(record).id)).toHaveLength(records.length)
    expect(records.length).toBeGreaterThan(0)
  }
  await duet('record', 'example-crm', '--to', to, '--limit', '10')
  expect(files.map(read).join('')).toBe(written)
})
