import type { Connec } from '@duet/connec-client'
import type { Http } from '@duet/core'
import type { Store } from '@duet/store'

/** Where a process dies: at its n-th call, before it is made or after it was carried out. */
export interface Death {
  readonly at: number
  readonly when: 'before' | 'after'
}

/** What a process reaches the world by. */
export interface Reach {
  readonly store: Store
  readonly http: Http
  readonly connec: Connec
}

/** The life of one process. */
export interface Life extends Reach {
  /** Calls made so far. */
  readonly calls: number
  readonly isOver: boolean
}

class ProcessDiedError extends Error {
  override readonly name = 'ProcessDiedError'
}

/**
 * A process that dies as told; without a death it only counts. Each call to store (those inside transactions, and
 * transactions themselves), hub and application counts, a read page by page. After its death nothing gets out any more.
 */
export function createLife(
  { store, http, connec }: Reach,
  { death, beforeCall }: { death?: Death | undefined; beforeCall?: (call: number) => Promise<void> } = {},
): Life {
  let calls = 0
  let isOver = false

  function die(): never {
    isOver = true
    throw new ProcessDiedError('the process died')
  }

  async function live<Result>(work: () => PromiseLike<Result>): Promise<Result> {
    if (isOver) die()
    calls += 1
    const isLast = calls === death?.at
    await beforeCall?.(calls)
    if (isLast && death?.when === 'before') die()
    const result = await work()
    if (isOver || isLast) die()
    return result
  }

  async function* liveThrough<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
    const iterator = items[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await live(() => iterator.next())
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }

  const mortalStore = (inner: Store): Store =>
    new Proxy(inner, {
      get(_, key) {
        if (key === 'transaction')
          return (work: (tx: Store) => Promise<unknown>) =>
            live(() => inner.transaction((tx) => work(mortalStore(tx))))
        const room: unknown = Reflect.get(inner, key)
        return typeof room === 'object' && room !== null && key !== 'database' ? mortal(room) : room
      },
    })

  /** The same object, mortal; `reader` names the method that reads page by page. */
  function mortal<Target extends object>(target: Target, reader?: keyof Target): Target {
    return new Proxy(target, {
      get(_, key) {
        const method: unknown = Reflect.get(target, key)
        if (typeof method !== 'function' || typeof key === 'symbol') return method
        const call = (args: unknown[]) => Reflect.apply(method, target, args)
        if (key === reader) return (...args: unknown[]) => liveThrough(call(args))
        return (...args: unknown[]) => live(async () => await call(args))
      },
    })
  }

  return {
    store: mortalStore(store),
    http: mortal(http, 'pages'),
    connec: mortal(connec, 'list'),
    get calls() {
      return calls
    },
    get isOver() {
      return isOver
    },
  }
}
