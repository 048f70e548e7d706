import type { ConnecWrite, ConnecWriteResult } from '@duet/connec-client'
import { UnansweredError } from '@duet/core'
import type { RunContext } from '../run-context.js'
import { accountTrouble, reasonOf } from '../run-stop.js'

/** A batch that fails as a whole fails each announcement; they stay. */
export async function send(
  context: RunContext,
  writes: readonly ConnecWrite[],
): Promise<readonly ConnecWriteResult[]> {
  try {
    return await context.connec.write(writes)
  } catch (error) {
    const trouble = accountTrouble(error)
    if (trouble !== undefined) throw trouble
    return writes.map(() => ({ ok: false, error: new UnansweredError(reasonOf(error), { cause: error }) }))
  }
}
