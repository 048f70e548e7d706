import type { Connec } from '@duet/connec-client'
import type { Http } from '@duet/core'
import type { Store } from '@duet/store'

/** What a process reaches the world by. */
export interface Reach {
  readonly store: Store
  readonly http: Http
  readonly connec: Connec
}

/** One process that may die. */
export interface Life {
  readonly reach: Reach
  /** Changes it made: transactions, writes to either side. */
  readonly changes: number
}

/** A process that dies right after its n-th change, before it learns of it; from then on nothing gets out any more. */
export function createLife({ store, http, connec }: Reach, dyingAfter = Number.POSITIVE_INFINITY): Life {
  let changes = 0
  const live = async (work: () => PromiseLike<unknown>, isChange: boolean): Promise<unknown> => {
    if (changes >= dyingAfter) throw new Error('the process died')
    const result = await work()
    if (isChange) changes += 1
    if (changes >= dyingAfter) throw new Error('the process died')
    return result
  }

  /** The same object, whose methods end with the process; those that only hand out something else are left alone. */
  const mortal = <Target extends object>(target: Target, isChange: (method: string) => boolean): Target =>
    new Proxy(target, {
      get(_, key) {
        const member: unknown = Reflect.get(target, key)
        if (typeof member !== 'function' || typeof key === 'symbol' || handedOut.has(key)) return member
        return (...args: unknown[]) =>
          live(async () => await Reflect.apply(member, target, args), isChange(key))
      },
    })

  const mortalStore = new Proxy(store, {
    get(_, key) {
      const member: unknown = Reflect.get(store, key)
      if (key === 'transaction')
        return (work: (tx: Store) => Promise<unknown>) => live(() => store.transaction(work), true)
      const isRoom = typeof member === 'object' && member !== null && key !== 'database'
      return isRoom ? mortal(member, () => false) : member
    },
  })
  return {
    reach: {
      store: mortalStore,
      http: mortal(http, (method) => ['post', 'put', 'patch', 'delete'].includes(method)),
      connec: mortal(connec, (method) => method === 'write'),
    },
    get changes() {
      return changes
    },
  }
}

/** Async generators and clients of vendors: what they do is made of calls that are mortal, or harmless. */
const handedOut: ReadonlySet<string> = new Set(['pages', 'list', 'client', 'fetch'])
