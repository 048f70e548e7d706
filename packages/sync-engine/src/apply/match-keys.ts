import { createHash } from 'node:crypto'
import type { Store } from '@duet/store'

/** Which match keys were sent in a run. */
export interface MatchKeys {
  /** Remembers the keys; returns those that were there already. */
  claim(keys: readonly string[]): Promise<ReadonlySet<string>>
  /** Forgets all of them. */
  release(): Promise<void>
}

/** Keys that memory holds; with more of them all are put aside in the store. */
const MOST = 10_000
const NAME = 'match keys'
const PLACE = { side: 'connec', resource: NAME } as const

/** Keeps match keys in memory while there are few, in the store from then on: a first run may have millions. */
export function createMatchKeys(
  { staged }: Pick<Store, 'staged'>,
  linkId: string,
  { most = MOST }: { most?: number } = {},
): MatchKeys {
  const few = new Set<string>()
  let isSpilled = false

  /** Returns the hashes of those that were there already. */
  async function put(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const hashes = keys.map(hashed)
    const rows = hashes.map((recordId) => ({
      ...{ linkId, entity: NAME, ...PLACE, recordId, peerId: null, payload: null, recordUpdatedAt: null },
    }))
    const added = new Set(await staged.add(rows))
    return new Set(hashes.filter((hash) => !added.has(hash)))
  }

  return {
    async claim(keys) {
      const fresh = [...new Set(keys)]
      if (!isSpilled && few.size + fresh.length > most) {
        await staged.clear(linkId, NAME)
        isSpilled = true
        await put([...few])
        few.clear()
      }
      if (isSpilled) {
        const known = await put(fresh)
        return new Set(fresh.filter((key) => known.has(hashed(key))))
      }
      const known = new Set(fresh.filter((key) => few.has(key)))
      for (const key of fresh) few.add(key)
      return known
    },
    async release() {
      few.clear()
      if (isSpilled) await staged.clear(linkId, NAME)
    },
  }
}

const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** Forgets what a run that was killed has put aside. */
export const forgetMatchKeys = ({ staged }: Pick<Store, 'staged'>, linkId: string): Promise<void> =>
  staged.clear(linkId, NAME)
