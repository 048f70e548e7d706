import type { Resource } from '@duet/core'
import { nameOfPair } from '../check.js'
import type { Kit, Pair } from '../kit.js'

/** True when there is a fixture of the resource; else why there is nothing to check. */
export const hasFixture = ({ name }: Pick<Resource, 'name'>, { fixtures }: Kit): true | string =>
  (fixtures[name]?.length ?? 0) > 0 || `there is no fixture of ${name}`

/** True when there is a fixture that is routed to the pair. */
export const pairHasFixture = ({ mapper, fixtures }: Pair): true | string =>
  fixtures.length > 0 || `no fixture is routed to ${nameOfPair(mapper)}`
