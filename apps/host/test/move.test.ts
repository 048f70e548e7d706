import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { postgresMissing, temporarySchema } from '@duet/store/testing'
import { expect, test } from 'vitest'
import { silentLog } from '../src/logging/create-log.js'
import type { WrittenSettings } from '../src/settings/settings-schema.js'
import { startHost } from '../src/start-host.js'
import { synchronizeLink } from '../src/worker/synchronize-link.js'
import { duetHere } from './duet-here.js'
import { linkBaseCrm } from './link-base-crm.js'
import { signedIn } from './open-sandbox.js'
import { openSides } from './open-sides.js'
import { temporaryFolder } from './temporary-folder.js'
import { ownConnectors, testSettings } from './test-settings.js'

type Host = Awaited<ReturnType<typeof startHost>>

const never = new AbortController().signal
const lookAt = async ({ context }: Host, linkId: string) =>
  (await synchronizeLink(context, { linkId, budgets: new Map(), signal: never, stopping: never })).reports
const hostIn = (folder: string, written: Partial<WrittenSettings>) =>
  startHost(testSettings(folder, written), { log: silentLog(), schedulerMs: 3_600_000 })

test.skipIf(postgresMissing())('a host goes on with PostgreSQL where it stopped with a file', async () => {
  await using sides = await openSides()
  await using folder = await temporaryFolder()
  await using place = await temporarySchema()
  const { baseCrm, settings } = sides
  const ada = baseCrm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  const before = await hostIn(folder.path, settings)
  const { linkId } = await linkBaseCrm(await signedIn(before), before.url)
  expect(await lookAt(before, linkId)).toMatchObject([{ status: 'succeeded' }])
  const known = await before.store.idMaps.list(linkId, { limit: 10 })

  const data = path.join(folder.path, '.duet')
  const secretKey = readFileSync(path.join(data, 'secret.key'), 'utf8').trim()
  const database = { url: place.url, schema: place.schema }
  const move = async (written: object) => {
    const config = path.join(folder.path, 'move.json')
    writeFileSync(config, JSON.stringify({ connectorPackages: ownConnectors, ...written }))
    return await duetHere(['move', '--config', config])
  }
  expect((await move({ database, secretKey })).stderr).toMatch(
    /a host or a worker is using it\. Stop them all/,
  )
  await before.close()
  expect((await move({})).stderr).toMatch(/name no server to move it to\. Set it .*DATABASE_URL=/)
  expect((await move({ database, secretKey: 'ab'.repeat(32) })).stderr).toMatch(
    /does not open the credentials of link .* Set DUET_SECRET_KEY to what .*secret\.key holds/,
  )
  const moved = await move({ database, secretKey })
  expect(moved).toMatchObject({ code: 0, stderr: '' })
  expect(moved.stdout).toMatch(
    /✓ idMaps: \d+\n(.+\n)*Moved, and compared row by row\. .*duet\.sqlite\.moved-.*\nNext: /,
  )
  expect(existsSync(path.join(data, 'duet.sqlite'))).toBe(false)
  expect((await move({ database, secretKey })).stderr).toMatch(/there is no .*duet\.sqlite\. Name the folder/)

  const after = await hostIn(folder.path, { ...settings, database, secretKey })
  expect(await after.store.idMaps.list(linkId, { limit: 10 })).toEqual(known)
  baseCrm.stores.contacts.update(ada.id, { first_name: 'Augusta' })
  await after.store.requests.add([
    { linkId, kind: 'run', trigger: 'manual', options: {}, records: [], at: 1 },
  ])
  expect(await lookAt(after, linkId)).toMatchObject([
    { number: 2, status: 'succeeded', totals: { writesToConnec: 1, writesToExternal: 0 } },
  ])
  await after.close()
})
