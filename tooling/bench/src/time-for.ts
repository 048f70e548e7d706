import type { Suite } from './suite.js'

/** What each suite takes of a quick run on two quiet cores; the small ones are not worth a number of their own. */
const usualSeconds: Readonly<Record<string, number>> = {
  types: 25,
  start: 90,
  fleet: 70,
  'end-to-end': 110,
  memory: 200,
}
const SMALL = 15

const usual = (name: string): number => usualSeconds[name] ?? SMALL

/**
 * Seconds a suite may take of those that are left: what those behind it do not need; on a slow machine, where all of
 * them need more, its share.
 */
export function timeFor(suite: Suite, later: readonly Suite[], secondsLeft: number): number {
  const needed = later.reduce((sum, { name }) => sum + usual(name), 0)
  const share = usual(suite.name) / (usual(suite.name) + needed)
  return Math.max(secondsLeft - needed, secondsLeft * share)
}
