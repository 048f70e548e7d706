import type { Link } from '@duet/store'
import { expect, test } from 'vitest'
import { healthAfter, needsReauth, type RunEnd, SUSPENSION_MS } from './health.js'

const link: Link = {
  id: 'l',
  organizationId: 'o',
  connector: 'basecrm',
  status: 'linked',
  accountId: '1',
  accountName: 'A',
  entities: {},
  historyLimit: null,
  health: { state: 'ok', message: null, since: 1 },
  consecutiveFailures: 0,
  suspendedUntil: null,
  nextRunAt: null,
  intervalMs: 1000,
  createdAt: 0,
  updatedAt: 0,
}
const now = Date.UTC(2026, 10, 24, 9)
const after = (before: Partial<Link>, end: Partial<RunEnd>) =>
  healthAfter(
    { ...link, ...before },
    {
      end: { status: 'failed', error: 'Base CRM is away.', failedRecords: 0, ...end },
      displayName: 'Base CRM',
      now,
    },
  )

test('after the third failed run in a row none starts for a day, and the page says so', () => {
  expect(after({}, {})).toMatchObject({ consecutiveFailures: 1, health: { state: 'failing', since: now } })
  expect(after({}, {})).not.toHaveProperty('suspendedUntil')
  const third = after({ consecutiveFailures: 2 }, {})
  expect(third).toMatchObject({ consecutiveFailures: 3, suspendedUntil: now + SUSPENSION_MS })
  expect(third.health).toMatchObject({
    state: 'suspended',
    message:
      '3 synchronizations in a row failed, so none starts by itself before 2026-11-25 09:00 UTC. Base CRM is away. Mend the cause and force a synchronization.',
  })
})

test('a partial run breaks the row, a good one clears it', () => {
  const before: Partial<Link> = { consecutiveFailures: 2, suspendedUntil: 5 }
  expect(after(before, { status: 'partial', failedRecords: 2 })).toMatchObject({
    consecutiveFailures: 0,
    suspendedUntil: null,
    health: { state: 'degraded', message: expect.stringMatching(/^2 records could not be shared/) },
  })
  expect(after(before, { status: 'succeeded', error: null })).toMatchObject({
    consecutiveFailures: 0,
    health: { state: 'ok', message: null },
  })
})

test('a run stopped by a rate limit is no failure', () => {
  expect(after({ consecutiveFailures: 1 }, { status: 'suspended', error: 'Stopped for now.' })).toMatchObject(
    {
      consecutiveFailures: 0,
      health: { state: 'degraded', message: expect.stringMatching(/no more requests.*Stopped for now\./) },
    },
  )
})

test('a state keeps the moment it began', () => {
  const failing: Partial<Link> = { health: { state: 'failing', message: 'x', since: 7 } }
  expect(after(failing, {}).health?.since).toBe(7)
  expect(needsReauth(link, 'Base CRM', now)).toMatchObject({
    status: 'needs_reauth',
    health: {
      since: now,
      message: expect.stringMatching(/Link the account again; everything shared so far is kept/),
    },
  })
})

test('an entity that was stopped keeps the link degraded, with how to go on, until it is released', () => {
  const held = ['Stopped item: this synchronization would have overwritten 80 of 100 records in Connec!.']
  expect(after({}, { status: 'succeeded', error: null, held }).health).toMatchObject({
    state: 'degraded',
    message: held[0],
  })
  expect(after({}, { status: 'partial', failedRecords: 1, held }).health?.message).toMatch(
    /^1 record.*Stopped/,
  )
})
