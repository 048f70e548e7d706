import type { Kit, Pair } from '../kit.js'
import type { Session } from '../session.js'
import { createAtApplication } from './create-at-application.js'
import { canComeFromHub, createAtHub } from './create-at-hub.js'
import type { LinkedCompany } from './linked-company.js'

/** Records that the first synchronization has to share, by pair. */
export interface Shareable {
  /** Ids at the application. */
  readonly atApplication: ReadonlyMap<Pair, string>
  /** Ids at the hub. */
  readonly atHub: ReadonlyMap<Pair, string>
}

/** Gives either side a record of each pair, before they meet. */
export async function fillBothSides(kit: Kit, session: Session, company: LinkedCompany): Promise<Shareable> {
  const atApplication = new Map<Pair, string>()
  const atHub = new Map<Pair, string>()
  for (const pair of kit.pairs) {
    const id = await createAtApplication({ kit, session }, pair)
    if (id !== undefined && pair.entity.push.connec !== false) atApplication.set(pair, id)
    if (canComeFromHub(pair)) atHub.set(pair, await createAtHub(company, { kit, session }, pair))
  }
  return { atApplication, atHub }
}

/** True when there is anything to share; else why not. */
export const canBeShared = (_: unknown, { pairs }: Kit): true | string =>
  pairs.some(({ fixtures }) => fixtures.length > 0) || 'there are no fixtures'
