import type { Side } from '@duet/core'
import type { Work } from '../apply/work.js'
import { endsPair, overwrites } from '../dry-run/planned-rows.js'
import type { EngineSettings } from '../settings.js'

/** How many pairs of an entity a plan would change in a way that cannot easily be taken back. */
export interface MassChange {
  /** By the side whose records would be overwritten. */
  readonly overwritten: Record<Side, number>
  readonly inactivated: number
}

export interface MassCount {
  add(work: Work): void
  /** Pairs that end beside the works. */
  end(count: number): void
  total(): MassChange
}

export function createMassCount(): MassCount {
  const overwritten = { connec: 0, external: 0 }
  let inactivated = 0
  return {
    add(work) {
      if (overwrites(work, 'external')) overwritten.connec += 1
      if (overwrites(work, 'connec')) overwritten.external += 1
      if (endsPair(work)) inactivated += 1
    },
    end(count) {
      inactivated += count
    },
    total: () => ({ overwritten: { ...overwritten }, inactivated }),
  }
}

type Shares = EngineSettings['massChange']

/** How many changes of one sort go through without asking, of so many pairs. */
export const allowedOf = (share: number, mapped: number, { minimum }: Shares): number =>
  Math.max(minimum - 1, Math.floor(share * mapped))

/** What is too much of a change, in words; undefined when nothing is. */
export function tooMuch(
  { overwritten, inactivated }: MassChange,
  { mapped, shares, application }: { mapped: number; shares: Shares; application: string },
): string | undefined {
  const parts: string[] = []
  const most = allowedOf(shares.overwrite, mapped, shares)
  if (overwritten.connec > most)
    parts.push(`overwritten ${overwritten.connec} of ${mapped} records in Connec!`)
  if (overwritten.external > most)
    parts.push(`overwritten ${overwritten.external} of ${mapped} records in ${application}`)
  if (inactivated > allowedOf(shares.inactivate, mapped, shares))
    parts.push(`ended ${inactivated} of ${mapped} pairs, whose records are gone or switched off`)
  return parts.length === 0 ? undefined : parts.join(' and ')
}
