import type { ConformanceCard } from '@duet/host-api'
import { expect, test } from 'vitest'
import { describeCard } from './describe-card.js'

const point = (skipped: readonly string[]) => ({
  check: 'a list is read to its end',
  passed: ['people'],
  skipped: skipped.map((says) => ({ subject: 'people', says })),
  failed: [],
})
const card: ConformanceCard = {
  connector: 'my-crm',
  version: '1.0.0',
  apiVersion: '1.0',
  passed: 52,
  skipped: 4,
  failed: 0,
  warnings: ['It has no label.'],
  checks: {
    read: [point(['there is one only'])],
    announced: [point(['no webhooks', 'no webhooks', 'no time'])],
  },
}

test('a card is told in one line, with the reasons that left out most', () => {
  expect(describeCard(card)).toEqual({
    passed: 52,
    skipped: 4,
    failed: 0,
    warnings: 1,
    summary: '52 checks passed, 4 skipped: no webhooks; there is one only; …',
  })
})

test('failed checks are told, and nothing is told of what is not there', () => {
  expect(describeCard({ ...card, failed: 2, skipped: 0, checks: {} }).summary).toBe(
    '52 checks passed, 2 failed',
  )
})
