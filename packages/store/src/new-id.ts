import { randomFillSync } from 'node:crypto'

let lastTime = 0
let counter = 0
/** Randomness is drawn for many ids at once: each draw costs more than the rest of an id. */
const pool = Buffer.alloc(8 * 256)
let drawn = pool.length

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
  const hex =
    lastTime.toString(16).padStart(12, '0') + (0x7000 + counter).toString(16) + randomPart().toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Eight bytes, the first two bits as the variant of RFC 9562 wants them. */
function randomPart(): Buffer {
  if (drawn === pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  const random = pool.subarray(drawn, drawn + 8)
  drawn += 8
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0)
  return random
}
