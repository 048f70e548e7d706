import { WriteBuffer } from '../buffer/write-buffer.js'
import type { HubDatabase } from '../database/tables.js'
import { HubRefusal } from '../hub-refusal.js'
import { type ExpectedWrite, loadFor } from './expected-writes.js'

/** How the steps of a transaction reach the database. */
export interface Transaction {
  /** One write: all of it or nothing. */
  step<Result>(act: (buffer: WriteBuffer) => Promise<Result>): Promise<Result>
  /** Reads at once what steps to come are going to ask for. */
  expect(writes: readonly ExpectedWrite[]): Promise<void>
  /** Everything reaches the database. */
  end(): Promise<void>
}

/**
 * All steps share a buffer, which reaches the database at the end. Only refusals are failures of one step: what the
 * database itself refuses is raised at the end, even if somebody caught it before, and the transaction is void.
 */
export function inOne(database: HubDatabase): Transaction {
  let buffer = new WriteBuffer(database)
  let broken: { readonly error: unknown } | undefined

  return {
    async step(act) {
      if (broken !== undefined) throw broken.error
      try {
        if (buffer.isFull) {
          await buffer.flush()
          buffer = new WriteBuffer(database)
        }
        const result = await act(buffer)
        buffer.keep()
        return result
      } catch (error) {
        buffer.undo()
        if (!(error instanceof HubRefusal)) broken = { error }
        throw error
      }
    },
    expect: (writes) => loadFor(buffer, writes),
    async end() {
      if (broken !== undefined) throw broken.error
      await buffer.flush()
    },
  }
}

/** Each step reaches the database by itself, and takes back by itself what fails there. */
export const oneByOne = (database: HubDatabase): Transaction => ({
  step: (act) =>
    database.atomically(async (inner) => {
      const buffer = new WriteBuffer(inner)
      const result = await act(buffer)
      buffer.keep()
      await buffer.flush()
      return result
    }),
  expect: async () => {},
  end: async () => {},
})
