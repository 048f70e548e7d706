import type { Fault } from '@duet/simulator'
import type { Kit, Pair } from '../kit.js'
import { draftOf } from '../records/create-record.js'
import { canBeCreated } from '../records/writable.js'
import type { Session } from '../session.js'
import { withCanary } from './canary.js'

const troubles: readonly (Fault['do'] | undefined)[] = [
  undefined,
  { kind: 'status', status: 400 },
  { kind: 'status', status: 500 },
  { kind: 'lost-answer' },
]

/** Creates, changes and reads records that hold the canary, in good and bad times; answers the errors that come of it. */
export async function provoke(kit: Kit, session: Session): Promise<readonly unknown[]> {
  const errors: unknown[] = []
  const attempt = async (act: () => Promise<unknown> | undefined): Promise<unknown> => {
    try {
      return await act()
    } catch (error) {
      errors.push(error)
      return undefined
    }
  }
  for (const pair of kit.pairs.filter((each) => canBeCreated(each) === true)) {
    const { external } = pair.mapper
    const draft = external.encode(withCanary(pair, await draftOf({ kit, session }, pair), kit))
    const id = external.idOf(await attempt(() => external.create?.(session.http, draft))) ?? '0'
    for (const trouble of troubles) {
      const mend = trouble && session.simulator.faults.add({ do: trouble })
      if (trouble) await attempt(() => external.create?.(session.http, draft))
      await attempt(() => external.update?.(session.http, id, draft))
      await attempt(() => external.update?.(session.http, `${id}9`, draft))
      await attempt(() => readAll(session, pair))
      mend?.()
    }
  }
  return errors
}

async function readAll({ http }: Session, { mapper: { external } }: Pair): Promise<void> {
  for await (const page of external.list(http, { pageSize: 50 }))
    for (const record of page) external.parse(record)
}
