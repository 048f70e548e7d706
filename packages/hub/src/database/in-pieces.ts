const PIECE = 250

/** Reads rows by ids, so many ids a statement; repeated ids are asked for once. */
export async function inPieces<Row>(
  ids: Iterable<string>,
  read: (piece: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const distinct = [...new Set(ids)]
  const rows: Row[] = []
  for (let start = 0; start < distinct.length; start += PIECE)
    rows.push(...(await read(distinct.slice(start, start + PIECE))))
  return rows
}
