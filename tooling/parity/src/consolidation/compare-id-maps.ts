import type { IdMapsMeaning, PairMeaning } from '../recorded/id-map-meaning.js'
import type { Difference } from './difference.js'

/** Pairs with what is known of them, and failures. */
export function compareIdMaps(ours: IdMapsMeaning, recorded: IdMapsMeaning): Difference[] {
  const differences: Difference[] = []
  const ofPair = (text: string, { connecId, externalId }: PairMeaning) =>
    differences.push({ text, about: [connecId, externalId] })
  for (const [key, pair] of recorded.pairs) {
    const own = ours.pairs.get(key)
    if (own === undefined) ofPair(`id map: expected ${key}`, pair)
    else for (const text of comparePair(key, own, pair)) ofPair(text, pair)
  }
  for (const [key, pair] of ours.pairs)
    if (!recorded.pairs.has(key)) ofPair(`id map: unexpected ${key}`, pair)
  for (const [key, id] of recorded.failures)
    if (!ours.failures.has(key)) differences.push({ text: `failure: expected of ${key}`, about: [id] })
  for (const [key, id] of ours.failures)
    if (!recorded.failures.has(key)) differences.push({ text: `failure: unexpected of ${key}`, about: [id] })
  return differences
}

function comparePair(key: string, own: PairMeaning, recorded: PairMeaning): string[] {
  const parts = {
    'opted out of the hub': [own.optedOut.toConnec, recorded.optedOut.toConnec],
    'opted out of the application': [own.optedOut.toExternal, recorded.optedOut.toExternal],
    inactive: [own.inactive, recorded.inactive],
    label: [own.label, recorded.label],
    'pushed to the hub': [own.pushed.connec, recorded.pushed.connec],
    'pushed to the application': [own.pushed.external, recorded.pushed.external],
    // an inactive pair of ours always says why
    failed: [own.failed || own.inactive, recorded.failed || own.inactive],
  }
  return Object.entries(parts)
    .filter(([, [mine, theirs]]) => mine !== theirs)
    .map(([what, [mine, theirs]]) => `id map ${key}: ${what} is ${String(mine)}, expected ${String(theirs)}`)
}
