import type { HubDatabase } from '../database/tables.js'
import { IdBuffer } from './id-buffer.js'
import { PendingBuffer } from './pending-buffer.js'
import { RecordBuffer } from './record-buffer.js'
import { SequenceBuffer } from './sequence-buffer.js'
import { createUndo, type Undo } from './undo.js'

/** So many records are written to the database at once; a transaction of more does not keep them all in memory. */
const FULL = 500

/**
 * What a transaction has read and written. Writes reach the database together, many rows a statement; until then reads
 * of the transaction find them here. A step of it that fails is undone in memory.
 */
export class WriteBuffer {
  readonly database: HubDatabase
  readonly records: RecordBuffer
  readonly ids: IdBuffer
  readonly pending: PendingBuffer
  readonly sequences: SequenceBuffer
  readonly #undo: Undo = createUndo()

  constructor(database: HubDatabase) {
    this.database = database
    this.records = new RecordBuffer(database, this.#undo)
    this.ids = new IdBuffer(database, this.#undo)
    this.pending = new PendingBuffer(database, this.#undo)
    this.sequences = new SequenceBuffer(database, this.#undo)
  }

  get isFull(): boolean {
    return this.records.size >= FULL
  }

  /** A step succeeded: what it wrote stays. */
  keep(): void {
    this.#undo.keep()
  }

  /** A step failed: what it wrote is forgotten. */
  undo(): void {
    this.#undo.all()
  }

  /** Writes to the database what earlier steps left to be written. A step calls it before its first write, if at all. */
  async flush(): Promise<void> {
    if (!this.#undo.isEmpty)
      throw new TypeError('Failed to write: a step is under way. Read the database before writing to it.')
    await this.records.flush()
    await this.ids.flush()
    await this.pending.flush()
    await this.sequences.flush()
  }
}
