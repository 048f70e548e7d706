import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { inbox } from '@duet/host-api'
import { openStore, type Store } from '@duet/store'
import { expect, test } from 'vitest'
import { duetHere } from './duet-here.js'
import { openSandbox } from './open-sandbox.js'
import { temporaryFolder } from './temporary-folder.js'
import { ownConnectors } from './test-settings.js'

const pair = { connec: 'item', external: 'products' }

/** A link with two conflicts that nobody has decided, and two creates of which nobody knows what they made. */
async function undecided(store: Store, organizationId: string) {
  const { id: linkId } = await store.links.create({ organizationId, connector: 'basecrm' })
  const conflict = (field: string) => ({
    ...{ linkId, runId: null, entity: 'item', pair, connecId: 'c-7', externalId: '7', field },
    ...{ base: 'Tea', connecValue: 'Green tea', externalValue: 'Black tea' },
    ...{ policy: 'manual', winner: null, state: 'open' as const, at: 5 },
  })
  const lost = (recordId: string) => ({
    ...{ linkId, pair, side: 'connec' as const, recordId, entity: 'item', state: 'failed' as const },
    ...{ class: 'ambiguous' as const, message: 'Several records may be it.', field: null, missing: null },
    ...{ label: 'Tea', payload: {}, fingerprint: recordId, attempts: 1, nextAttemptAt: null },
    ...{ firstAt: 1, lastAt: 1 },
  })
  await store.conflicts.add([conflict('name'), conflict('sku')])
  await store.pending.save([lost('c-8'), lost('c-9')])
  const conflicts = (await store.conflicts.list(linkId, { limit: 5 })).rows
  const pending = (await store.pending.list(linkId, { limit: 5 })).rows
  return {
    linkId,
    conflictOf: (field: string) => conflicts.find((one) => one.field === field)?.id ?? '',
    pendingOf: (recordId: string) => pending.find((one) => one.recordId === recordId)?.id ?? '',
    /** The records a look was asked for. */
    asked: async () =>
      (await store.requests.pendingFor(linkId)).map(({ kind, trigger, records }) => ({
        kind,
        trigger,
        ids: records.flatMap(({ side, ids }) => ids.map((id) => `${side} ${id}`)),
      })),
  }
}

const look = (...ids: string[]) => ({ kind: 'records', trigger: 'retry', ids })

test('what waits for a decision is decided on the page, and a look at its record is asked for', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const { store } = host
  const { linkId, conflictOf, pendingOf, asked } = await undecided(store, await sandbox.organizationId())
  const url = `${host.url}/api/links/${linkId}/inbox`
  const resolve = async (request: object) => (await browser.api('POST', `${url}/resolve`, request)).status
  expect(await resolve({ id: conflictOf('name'), winner: 'connec' })).toBe(204)
  expect(await store.conflicts.byId(conflictOf('name'))).toMatchObject({ state: 'decided', winner: 'connec' })
  expect(await resolve({ id: pendingOf('c-8'), adopt: '70' })).toBe(204)
  expect(await resolve({ id: pendingOf('c-9'), create: true })).toBe(204)
  expect(await store.pending.byId(pendingOf('c-8'))).toMatchObject({ decision: { kind: 'adopt', id: '70' } })
  expect(await store.pending.byId(pendingOf('c-9'))).toMatchObject({ decision: { kind: 'create' } })
  expect(await asked()).toEqual([look('external 7', 'connec c-7'), look('connec c-8'), look('connec c-9')])

  const { conflicts } = inbox.parse((await browser.api('GET', url)).body)
  expect(conflicts.map(({ field, winner }) => [field, winner]).toSorted()).toEqual([
    ['name', 'connec'],
    ['sku', null],
  ])
  expect(await resolve({ id: conflictOf('name'), winner: 'external' })).toBe(404)
  expect(await resolve({ id: conflictOf('sku'), adopt: '7' })).toBe(404)
  expect(await resolve({ id: pendingOf('c-8'), winner: 'connec' })).toBe(404)
  expect(await resolve({ id: conflictOf('sku'), winner: 'nobody' })).toBe(400)
  expect(await resolve({ id: conflictOf('sku') })).toBe(400)
  expect(await asked()).toHaveLength(3)
})

test('duet inbox resolve decides the same, and says what it cannot do', async () => {
  await using folder = await temporaryFolder()
  const config = path.join(folder.path, 'duet.config.json')
  writeFileSync(config, JSON.stringify({ dataFolder: 'data', connectorPackages: ownConnectors }))
  await using store = await openStore({ file: path.join(folder.path, 'data/duet.sqlite') })
  const company = await store.organizations.create({ tenant: 'main', uid: 'cld-1', name: 'Northwind' })
  const { conflictOf, pendingOf, asked } = await undecided(store, company.id)
  const resolve = (...args: string[]) => duetHere(['inbox', 'resolve', ...args, '--config', config])

  expect(await resolve(conflictOf('sku'), '--winner', 'external')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Decided\./),
  })
  expect(await store.conflicts.byId(conflictOf('sku'))).toMatchObject({
    state: 'decided',
    winner: 'external',
  })
  const adopted = await resolve(pendingOf('c-8'), '--adopt', '70', '--json')
  expect(JSON.parse(adopted.stdout)).toEqual({ resolved: { id: pendingOf('c-8'), adopt: '70' } })
  expect(await resolve(pendingOf('c-9'), '--create')).toMatchObject({ code: 0 })
  expect(await asked()).toEqual([look('external 7', 'connec c-7'), look('connec c-8'), look('connec c-9')])

  const refused: [string[], RegExp][] = [
    [[conflictOf('sku'), '--winner', 'connec'], /nothing in an inbox waits for this decision/],
    [['nothing', '--create'], /nothing in an inbox waits for this decision/],
    [[conflictOf('name')], /nothing is decided\. Write --winner/],
    [[conflictOf('name'), '--winner', 'me'], /"me" is no side/],
  ]
  for (const [args, words] of refused)
    expect(await resolve(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(words) })
  expect(await asked()).toHaveLength(3)
})
