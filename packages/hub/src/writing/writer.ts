import type { Clock } from '@duet/simulator'
import type { HubDatabase } from '../database/tables.js'
import { HubRefusal } from '../hub-refusal.js'
import type { ListTotals } from '../list-totals.js'
import type { Place, StoredRecord } from '../stored-record.js'
import type { ExpectedWrite } from './expected-writes.js'
import { createMatchIndex } from './match-index.js'
import { inOne, oneByOne, type Transaction } from './transaction.js'
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
   * once everything is on disk. Where the database itself refuses something, `work` runs once more, each step written
   * by itself, to find out which step that was.
   */
  run<Result>(work: (step: Step, expect: Expect) => Promise<Result>): Promise<Result>
}

/** One write of a transaction: all of it or nothing. */
export type Step = <Result>(
  author: Author,
  work: (session: WriteSession) => Promise<Result>,
) => Promise<Result>

/** Reads at once what steps to come are going to ask for. */
export type Expect = (writes: readonly ExpectedWrite[]) => Promise<void>

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

  async function transact<Result>(
    work: (step: Step, expect: Expect) => Promise<Result>,
    open: (tx: HubDatabase) => Transaction,
  ): Promise<Result> {
    const places: Place[] = []
    const changes: { author: Author; record: StoredRecord }[] = []
    const now = Math.floor(clock.now().getTime() / 1000) * 1000
    try {
      const result = await database.transaction(async (tx) => {
        const transaction = open(tx)
        const step: Step = async (author, act) => {
          const written: WriteSession['written'] = []
          const changed: WriteSession['changed'] = []
          const done = await transaction.step((buffer) =>
            act({ ...author, buffer, now, matches, written, changed }),
          )
          matches.apply(written)
          places.push(...written.map(({ place }) => place))
          changes.push(...changed.map((record) => ({ author, record })))
          return done
        }
        const done = await work(step, transaction.expect)
        await transaction.end()
        return done
      })
      totals.forget(places)
      for (const change of changes) onChange(change)
      return result
    } catch (error) {
      matches.clear()
      totals.clear()
      throw error
    }
  }

  async function together<Result>(work: (step: Step, expect: Expect) => Promise<Result>): Promise<Result> {
    try {
      return await transact(work, inOne)
    } catch (error) {
      if (error instanceof HubRefusal) throw error
      return await transact(work, oneByOne)
    }
  }

  return {
    run(work) {
      const turn = last.then(() => together(work))
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
