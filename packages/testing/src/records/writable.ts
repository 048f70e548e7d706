import { pairHasFixture } from '../checks/has-fixture.js'
import type { Pair } from '../kit.js'

/** True when records of the pair can be created over the connector; else why not. */
export function canBeCreated(pair: Pair): true | string {
  if (!pair.mapper.external.create) return `${pair.mapper.external.name} cannot be created over the API`
  if (pair.entity.push.external === false) return `${pair.entity.name} is never written to the application`
  return pairHasFixture(pair)
}

/** True when records of the pair can be changed over the connector; else why not. */
export function canBeUpdated(pair: Pair): true | string {
  if (!pair.mapper.external.update) return `${pair.mapper.external.name} cannot be changed over the API`
  if (pair.entity.push.external !== 'upsert') return `${pair.entity.name} is never changed at the application`
  return pairHasFixture(pair)
}

/** True when changes of the pair's records travel in both directions; else why not. */
export const goesBothWays = (pair: Pair): true | string =>
  pair.entity.push.connec === 'upsert' ? canBeUpdated(pair) : `${pair.entity.name} is not changed at the hub`
