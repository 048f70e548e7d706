import { createClock } from '@duet/simulator'
import { connectSimulator } from '@duet/testing'
import { onTestFinished } from 'vitest'
import { basecrm } from '../src/index.js'
import { type BaseCrmSimulatorOptions, createBaseCrmSimulator } from '../src/simulator/index.js'

/** A simulated account and a client that is linked to it, until the test is over. */
export function linkAccount(options: BaseCrmSimulatorOptions = {}) {
  const clock = createClock({ now: new Date('2026-03-01T09:00:00Z') })
  const connected = connectSimulator(basecrm, createBaseCrmSimulator({ clock, ...options }))
  onTestFinished(connected.close)
  return connected
}

/** All records a list yields. */
export async function collect(pages: AsyncIterable<readonly unknown[]>): Promise<unknown[]> {
  const records: unknown[] = []
  for await (const page of pages) records.push(...page)
  return records
}
