import type { Cell, Column } from '../columns.js'

/** Between rows, between cells, and for a cell that is null, in a text that PostgreSQL takes apart. */
export const ROW_END = 0x1e
export const CELL_END = 0x1f
export const NULL_CELL = 0x1d

/** How a cell is taken out of a row. */
export interface CellOf<Row> {
  readonly holds: Column<never, never>['holds']
  of(row: Row): Cell
}

/** Bytes to begin with, and the most kept to be written on again. */
const LEAST_ROOM = 1 << 16
const MOST_KEPT = 1 << 22
/** A longer text is faster written by the buffer than letter by letter. */
const LETTER_BY_LETTER = 64
/** Bytes a character takes at most, in UTF-8 for each unit of UTF-16. */
const WIDEST = 3

/**
 * Many rows as the bytes of one text. Put together as texts, cells would cost eight times as much: each piece is an
 * object, and the whole is copied twice.
 */
export class RowsText {
  /** What the last one was written on: the next need not ask for as much again. */
  static #spare: Buffer | undefined
  #bytes: Buffer
  #end = 0

  constructor() {
    this.#bytes = RowsText.#spare ?? Buffer.allocUnsafeSlow(LEAST_ROOM)
    RowsText.#spare = undefined
  }

  /** Adds the rows; false when a cell holds a character that marks an end: JSON and numbers hold none. */
  add<Row>(rows: readonly Row[], cells: readonly CellOf<Row>[]): boolean {
    for (const row of rows) {
      for (const { holds, of } of cells) {
        const cell = of(row) ?? null
        this.#makeRoom(typeof cell === 'string' ? cell.length : LETTER_BY_LETTER)
        if (cell === null) this.#bytes[this.#end++] = NULL_CELL
        else if (typeof cell === 'number') this.#spell(String(cell))
        else if (!this.#spell(cell) && !this.#write(cell, holds === 'text')) return false
        this.#bytes[this.#end++] = CELL_END
      }
      this.#bytes[this.#end - 1] = ROW_END
    }
    return true
  }

  /** The text of all rows, which lasts until `release`. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, Math.max(0, this.#end - 1))
  }

  /** Gives the bytes back; nobody may look at them any more. */
  release(): void {
    if (this.#bytes.length <= MOST_KEPT) RowsText.#spare = this.#bytes
  }

  /** Short plain texts, letter by letter; false where it is neither, with nothing written. */
  #spell(text: string): boolean {
    if (text.length > LETTER_BY_LETTER) return false
    let end = this.#end
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code < 0x20 || code > 0x7e) return false
      this.#bytes[end++] = code
    }
    this.#end = end
    return true
  }

  #write(text: string, mayHoldMarks: boolean): boolean {
    if (mayHoldMarks && !isPlain(text)) return false
    this.#end += this.#bytes.write(text, this.#end)
    return true
  }

  #makeRoom(letters: number): void {
    const wanted = this.#end + letters * WIDEST + 1
    if (wanted <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
  }
}

/** Whether a text has none of the marks in it, and no NUL, which no text of PostgreSQL can hold. */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 && (code > 0x1c || code === 0)) return false
  }
  return true
}
