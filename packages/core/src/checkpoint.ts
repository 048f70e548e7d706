/**
 * Where an interrupted reading of a list goes on. `http.pages` takes and notes it; a list that is read by other means may
 * do so itself.
 *
 * @example
 * for (let page = Number(checkpoint?.from ?? 1); ; page += 1) {
 *   const records = await sdk.list(page)
 *   if (records.length === 0) return
 *   checkpoint?.note(String(page))
 *   yield records
 * }
 */
export interface Checkpoint {
  /** Where the page begins that was handed out last before the interruption; it is read once more. Absent at the start. */
  readonly from?: string | undefined
  /** Notes where the page begins that is handed out next, in words only the list needs to understand. */
  note(at: string): void
}
