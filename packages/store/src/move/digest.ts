import { createHash } from 'node:crypto'
import type { AnyRow } from './table-rows.js'

/** How many rows were seen and a sum over them that does not depend on their order: databases sort text differently. */
export class Digest {
  rows = 0
  #sum = 0n

  add(rows: readonly AnyRow[]): void {
    for (const row of rows) {
      const cells = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1))
      const hash = createHash('sha256').update(JSON.stringify(cells)).digest()
      this.#sum = (this.#sum + hash.readBigUInt64BE()) & 0xffff_ffff_ffff_ffffn
    }
    this.rows += rows.length
  }

  equals(other: Digest): boolean {
    return this.rows === other.rows && this.#sum === other.#sum
  }
}
