import type { Cell, Column } from '../columns.js'
import { CELL_END, NULL_CELL, ROW_END } from './insert-text.js'

/** How a cell is taken out of a row. */
export interface CellOf<Row> {
  readonly holds: Column<never, never>['holds']
  of(row: Row): Cell
}

/** The rows as one text; undefined when a cell holds a character that marks an end: JSON and numbers hold none. */
export function textOfRows<Row>(rows: readonly Row[], cells: readonly CellOf<Row>[]): string | undefined {
  let text = ''
  for (const row of rows) {
    let end = text === '' ? '' : ROW_END
    for (const { holds, of } of cells) {
      const cell = of(row) ?? null
      if (holds === 'text' && cell !== null && !isPlain(cell)) return undefined
      text += `${end}${cell ?? NULL_CELL}`
      end = CELL_END
    }
  }
  return text
}

/** Whether a text has none of the marks in it, and no NUL, which no text of PostgreSQL can hold. */
export function isPlain(cell: string | number): boolean {
  if (typeof cell !== 'string') return true
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at)
    if (code < 0x20 && (code > 0x1c || code === 0)) return false
  }
  return true
}
