import { randomFillSync } from 'node:crypto'

let lastTime = 0
let counter = 0
/** Randomness is drawn for many ids at once: each draw costs more than the rest of an id. */
const pool = Buffer.alloc(8 * 256)
let drawn = pool.length
/** The id is spelled here, so that its text is all that is made of it. */
const spelled = Buffer.from('00000000-0000-7000-8000-000000000000')
const digits = Buffer.from('0123456789abcdef')

/**
 * A UUID of version 7 (RFC 9562): unique everywhere, and sorted as text it is in order of creation, also for
 * ids of one process made in the same millisecond.
 */
export function newId(now: number = Date.now()): string {
  counter = now > lastTime ? 0 : counter + 1
  // Twelve bits count within a millisecond; when they run out, the next millisecond is borrowed.
  if (counter > 0xfff) {
    lastTime += 1
    counter = 0
  }
  lastTime = Math.max(lastTime, now)
  spell(Math.floor(lastTime / 0x1_0000), 0, 8)
  spell(lastTime % 0x1_0000, 9, 13)
  spell(counter, 15, 18)
  spellRandomPart()
  return spelled.toString('latin1')
}

/** Eight bytes, the first two bits as the variant of RFC 9562 wants them. */
function spellRandomPart(): void {
  if (drawn === pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  spell((pool.readUInt16BE(drawn) & 0x3fff) | 0x8000, 19, 23)
  spell(pool.readUInt16BE(drawn + 2), 24, 28)
  spell(pool.readUInt32BE(drawn + 4), 28, 36)
  drawn += 8
}

/** Writes the number in hexadecimal digits so that its last one stands before `end`. */
function spell(number: number, start: number, end: number): void {
  let rest = number
  for (let at = end - 1; at >= start; at--) {
    spelled[at] = digits[rest & 0xf] ?? 0
    rest >>>= 4
  }
}
