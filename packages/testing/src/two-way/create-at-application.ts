import type { Pair } from '../kit.js'
import { createRecord, type Place } from '../records/create-record.js'
import { canBeFilled, fillStore } from '../records/fill-store.js'

/** Creates the record of a pair's fixture as somebody at the application would; undefined where nobody can. */
export async function createAtApplication(place: Place, pair: Pair): Promise<string | undefined> {
  const { kit, session } = place
  const { external } = pair.mapper
  if (pair.fixtures.length === 0) return undefined
  if (external.create) return (await createRecord(place, pair)).id
  const canFill = canBeFilled(external, kit) === true && session.simulator.stores[external.name] !== undefined
  return canFill ? fillStore(kit, session, external, 1)[0] : undefined
}
