import type { Link, SyncRequest } from '@duet/store'
import { expect, test } from 'vitest'
import { decideRuns } from './decide-runs.js'
import { healthAfter, type RunEnd } from './health.js'

const HOUR = 3_600_000
const NOW = Date.parse('2026-01-15T12:00:00Z')

const linked: Link = {
  id: 'l',
  organizationId: 'o',
  connector: 'crm',
  status: 'linked',
  accountId: '9',
  accountName: null,
  entities: {},
  historyLimit: null,
  health: { state: 'ok', message: null, since: 0 },
  consecutiveFailures: 0,
  suspendedUntil: null,
  nextRunAt: null,
  intervalMs: HOUR,
  createdAt: 0,
  updatedAt: 0,
}
const ask = (options: SyncRequest['options'] = {}): SyncRequest => ({
  id: 'r',
  linkId: 'l',
  kind: 'run',
  trigger: 'schedule',
  options,
  records: [],
  at: 0,
})
function after(...ends: [RunEnd['status'], number][]): Link {
  let link = linked
  for (const [status, now] of ends) {
    const end = { status, error: null, failedRecords: 0 }
    link = Object.assign({}, link, healthAfter(link, { end, displayName: 'CRM', now }))
  }
  return link
}

test('what was asked is done', () => {
  expect(decideRuns(linked, [ask({ only: ['item'] })], NOW)).toMatchObject({
    runs: [{ options: { only: ['item'] } }],
  })
  expect(decideRuns(linked, [], NOW)).toEqual({ runs: [] })
})

test('without an account nothing is done, forced or not', () => {
  for (const status of ['unlinked', 'needs_reauth'] as const)
    expect(decideRuns({ ...linked, status }, [ask({ forced: true })], NOW)).toEqual({
      runs: [],
      left: 'not_linked',
    })
})

test('after three failures in a row only a forced run starts, for a day (B3)', () => {
  const failing = after(['failed', NOW - 3 * HOUR], ['failed', NOW - 2 * HOUR], ['failed', NOW])
  expect(decideRuns(failing, [ask()], NOW + 23 * HOUR)).toEqual({ runs: [], left: 'suspended' })
  expect(decideRuns(failing, [ask({ forced: true })], NOW).runs).toHaveLength(1)
  expect(decideRuns(failing, [ask()], NOW + 24 * HOUR).runs).toHaveLength(1)
})

test('a success, however many failures came before it, ends the row (B3)', () => {
  const mended = after(
    ['failed', NOW - 5 * HOUR],
    ['failed', NOW - 4 * HOUR],
    ['failed', NOW - 3 * HOUR],
    ['succeeded', NOW - 2 * HOUR],
    ['failed', NOW - HOUR],
  )
  expect(decideRuns(mended, [ask()], NOW).runs).toHaveLength(1)
})
