import { expect, test } from 'vitest'
import { silentLog } from '../src/logging/create-log.js'
import type { WrittenSettings } from '../src/settings/settings-schema.js'
import { startHost } from '../src/start-host.js'
import { synchronizeLink } from '../src/worker/synchronize-link.js'
import { linkBaseCrm } from './link-base-crm.js'
import { signedIn } from './open-sandbox.js'
import { COMPANY, openSides } from './open-sides.js'
import { temporaryFolder } from './temporary-folder.js'
import { testSettings } from './test-settings.js'

type Host = Awaited<ReturnType<typeof startHost>>

const never = new AbortController().signal
const lookAt = ({ context }: Host, linkId: string) =>
  synchronizeLink(context, { linkId, budgets: new Map(), signal: never, stopping: never })
const hostIn = (folder: string, written: Partial<WrittenSettings>) =>
  startHost(testSettings(folder, written), { log: silentLog() })

test('a host on a new database pairs what the hub knows and creates nothing again', async () => {
  await using sides = await openSides()
  const { hub, baseCrm } = sides
  baseCrm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await hub.records.create(COMPANY, 'people', { first_name: 'Grace', last_name: 'Hopper' })
  const counts = async () => [
    await hub.records.count(COMPANY, 'people'),
    baseCrm.stores.contacts.all().length,
  ]
  for (let time = 0; time < 2; time++) {
    await using folder = await temporaryFolder()
    const host = await hostIn(folder.path, sides.settings)
    const { linkId } = await linkBaseCrm(await signedIn(host), host.url)
    expect((await lookAt(host, linkId)).reports).toMatchObject([{ status: 'succeeded' }])
    expect(await counts()).toEqual([2, 2])
    await host.close()
  }
}, 180_000)

test('a new secret key seals anew what the one before sealed, which can then go', async () => {
  await using sides = await openSides()
  await using folder = await temporaryFolder()
  const [first, second] = ['ab'.repeat(32), 'cd'.repeat(32)]
  const before = await hostIn(folder.path, { ...sides.settings, secretKey: first })
  const { linkId } = await linkBaseCrm(await signedIn(before), before.url)
  const sealed = await before.store.credentials.read(linkId)
  await before.close()

  const between = await hostIn(folder.path, {
    ...sides.settings,
    secretKey: second,
    previousSecretKeys: [first],
  })
  expect((await between.store.credentials.read(linkId))?.sealed).not.toBe(sealed?.sealed)
  await between.close()
  const after = await hostIn(folder.path, { ...sides.settings, secretKey: second })
  expect((await lookAt(after, linkId)).reports).toMatchObject([{ status: 'succeeded' }])
  await after.close()

  const lost = await hostIn(folder.path, { ...sides.settings, secretKey: 'ef'.repeat(32) })
  await lost.store.requests.add([{ linkId, kind: 'run', trigger: 'manual', options: {}, records: [], at: 1 }])
  expect(await lookAt(lost, linkId)).toMatchObject({
    left: 'blocked',
    error: expect.stringMatching(/sealed with key/),
  })
  await lost.close()
}, 180_000)
