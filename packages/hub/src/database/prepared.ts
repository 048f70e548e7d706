import type { CompiledQuery } from '@duet/store'
import type { HubDatabase } from './tables.js'

type Cell = string | number | null

/** Values or rows a statement at most. */
const MOST = 64

/** A statement that is put together once for each number of values, and then only given other values. */
function prepared<Value, Row>(
  compile: (database: HubDatabase, values: readonly Value[]) => CompiledQuery<Row>,
): (database: HubDatabase, values: readonly Value[], parameters: readonly Cell[]) => Promise<Row[]> {
  const made = new Map<string, CompiledQuery<Row>>()
  return async (database, values, parameters) => {
    const name = `${database.dialect} ${values.length}`
    const query = made.get(name) ?? compile(database, values)
    made.set(name, query)
    const { rows } = await database.db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}

/**
 * A read by some cells and then by many texts, `… and "id" in (…)`, which must come last. The last text is repeated up to
 * a power of two, so that there are few statements.
 */
export function preparedRead<Row>(
  compile: (database: HubDatabase, texts: readonly string[]) => CompiledQuery<Row>,
): (database: HubDatabase, cells: readonly Cell[], texts: readonly string[]) => Promise<Row[]> {
  const read = prepared(compile)
  return async (database, cells, texts) => {
    const rows: Row[] = []
    for (let from = 0; from < texts.length; from += MOST) {
      const piece = texts.slice(from, from + MOST)
      const size = 2 ** Math.ceil(Math.log2(piece.length))
      const last = piece.at(-1) ?? ''
      while (piece.length < size) piece.push(last)
      rows.push(...(await read(database, piece, [...cells, ...piece])))
    }
    return rows
  }
}

/** A write of many rows, by pieces that are powers of two, so that there are few statements. */
export function preparedWrite<Row>(
  compile: (database: HubDatabase, rows: readonly Row[]) => CompiledQuery<unknown>,
  cellsOf: (row: Row) => Cell[],
): (database: HubDatabase, rows: readonly Row[]) => Promise<void> {
  const write = prepared(compile)
  return async (database, rows) => {
    for (let from = 0; from < rows.length; ) {
      const size = Math.min(MOST, 2 ** Math.floor(Math.log2(rows.length - from)))
      const piece = rows.slice(from, from + size)
      await write(database, piece, piece.flatMap(cellsOf))
      from += size
    }
  }
}
