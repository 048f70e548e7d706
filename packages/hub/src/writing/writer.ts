import type { Clock } from '@duet/simulator'
import type { HubDatabase } from '../database/tables.js'
import type { ListTotals } from '../list-totals.js'
import type { Place, StoredRecord } from '../stored-record.js'
import { createMatchIndex } from './match-index.js'
import type { WriteSession } from './write-session.js'

/** Who writes. */
export interface Author {
  readonly company: string
  /** Undefined for nobody in particular: every group is told. */
  readonly by: string | undefined
}

/** Runs writes one after the other. */
export interface Writer {
  /**
   * Some writes in one transaction. A step that throws undoes itself alone; other groups are told of what changed
   * once everything is on disk.
   */
  run<Result>(work: (step: Step) => Promise<Result>): Promise<Result>
}

/** One write of a transaction: all of it or nothing. */
export type Step = <Result>(
  author: Author,
  work: (session: WriteSession) => Promise<Result>,
) => Promise<Result>

export interface WriterOptions {
  readonly database: HubDatabase
  readonly clock: Clock
  readonly totals: ListTotals
  readonly onChange: (change: { author: Author; record: StoredRecord }) => void
}

/** The only way records change: the index of matches, totals of lists and the notifications rely on it. */
export function createWriter({ database, clock, totals, onChange }: WriterOptions): Writer {
  const matches = createMatchIndex()
  let last: Promise<unknown> = Promise.resolve()

  async function transact<Result>(work: (step: Step) => Promise<Result>): Promise<Result> {
    const places: Place[] = []
    const changes: { author: Author; record: StoredRecord }[] = []
    const now = Math.floor(clock.now().getTime() / 1000) * 1000
    try {
      const result = await database.transaction((tx) =>
        work(async (author, act) => {
          const session = await tx.atomically(async (inner) => {
            const begun: WriteSession = { ...author, database: inner, now, matches, written: [], changed: [] }
            return { begun, result: await act(begun) }
          })
          matches.apply(session.begun.written)
          places.push(...session.begun.written.map(({ place }) => place))
          changes.push(...session.begun.changed.map((record) => ({ author, record })))
          return session.result
        }),
      )
      totals.forget(places)
      for (const change of changes) onChange(change)
      return result
    } catch (error) {
      matches.clear()
      totals.clear()
      throw error
    }
  }

  return {
    run(work) {
      const turn = last.then(() => transact(work))
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
