import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { openStore } from '@duet/store'
import { expect, test } from 'vitest'
import { duetHere } from './duet-here.js'
import { temporaryFolder } from './temporary-folder.js'
import { ownConnectors } from './test-settings.js'

test('records of the inbox are retried and ignored, a link is forgotten, and what is wrong is said', async () => {
  await using folder = await temporaryFolder()
  const config = path.join(folder.path, 'duet.config.json')
  writeFileSync(config, JSON.stringify({ dataFolder: 'data', connectorPackages: ownConnectors }))
  await using store = await openStore({ file: path.join(folder.path, 'data/duet.sqlite') })
  const { id: organizationId } = await store.organizations.create({
    tenant: 'main',
    uid: 'cld-1',
    name: 'Northwind',
  })
  const link = await store.links.create({
    organizationId,
    connector: 'basecrm',
    accountName: 'Northwind Labs',
  })
  await store.pending.save([
    {
      linkId: link.id,
      pair: { connec: 'person', external: 'contacts' },
      side: 'external',
      recordId: '21',
      entity: 'person_and_organization',
      state: 'dead',
      class: 'validation',
      message: 'The last name is missing.',
      field: 'last_name',
      missing: null,
      label: 'Ada',
      payload: {},
      fingerprint: 'f',
      attempts: 5,
      nextAttemptAt: null,
      firstAt: 1,
      lastAt: 1,
    },
  ])
  const [record] = (await store.pending.list(link.id, { limit: 1 })).rows
  const id = record?.id ?? ''
  const left = await store.runs.start({
    linkId: link.id,
    trigger: 'manual',
    options: {},
    owner: 'test',
    now: 1,
    leaseMs: 1,
  })
  await store.runs.record(left?.id ?? '', [
    { entity: 'item', side: 'external', outcome: 'unavailable', reason: 'Not in the plan.', count: 0 },
  ])
  const run = async (...args: string[]) => duetHere([...args, '--config', config])

  expect((await run('links')).stdout).toMatch(/basecrm +Northwind +Northwind Labs +ok/)
  expect((await run('runs')).stdout).toContain('run 1: item was left out. Not in the plan.')
  expect((await run('inbox', 'list')).stdout).toMatch(
    /dead +person_and_organization +external +21 +The last name is missing\./,
  )
  expect(await run('inbox', 'retry', id)).toMatchObject({ code: 0, stdout: 'To be tried again: 1\n' })
  expect(await store.requests.pendingFor(link.id)).toMatchObject([{ trigger: 'retry' }])
  expect((await store.pending.counts(link.id)).failed).toBe(1)
  expect(await run('inbox', 'ignore', id)).toMatchObject({ code: 0 })
  expect((await store.pending.counts(link.id)).ignored).toBe(1)
  expect(await run('inbox', 'ignore', 'nothing')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/"nothing" in an inbox/),
  })

  expect(await run('sync', 'nothing')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no link has this id or connector/),
  })
  expect(await run('sync', 'basecrm', '--only', 'nothing')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/has no entity "nothing"/),
  })
  expect(await run('sync', 'basecrm')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/tenant "main".*is not in the settings/),
  })
  expect(await run('forget', link.id)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/Unlink it first/),
  })
  await store.links.update(link.id, { status: 'unlinked' })
  expect(await run('forget', link.id)).toMatchObject({ code: 0 })
  expect(await store.links.list()).toEqual([])
}, 240_000)
