import type { Connec } from '@duet/connec-client'
import type { Http } from '@duet/core'
import type { Store } from '@duet/store'

/**
 * Where a process dies: at its n-th call, before it is made or after it was carried out. Among calls that change
 * something the others do not count, nor do those inside a transaction, which is one change.
 */
export interface Death {
  readonly at: number
  readonly when: 'before' | 'after'
  readonly among: 'all calls' | 'changes'
}

/** What a process reaches the world by. */
export interface Reach {
  readonly store: Store
  readonly http: Http
  readonly connec: Connec
}

/** The life of one process. */
export interface Life extends Reach {
  /** Made so far. */
  readonly count: Readonly<Record<Death['among'], number>>
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
  const count = { 'all calls': 0, changes: 0 }
  let isOver = false

  function die(): never {
    isOver = true
    throw new ProcessDiedError('the process died')
  }

  async function live<Result>(work: () => PromiseLike<Result>, isChange = false): Promise<Result> {
    if (isOver) die()
    count['all calls'] += 1
    if (isChange) count.changes += 1
    const isLast =
      death !== undefined && count[death.among] === death.at && (isChange || death.among !== 'changes')
    await beforeCall?.(count['all calls'])
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

  const mortalStore = (inner: Store, within?: 'transaction'): Store =>
    new Proxy(inner, {
      get(_, key) {
        if (key === 'transaction')
          return (work: (tx: Store) => Promise<unknown>) =>
            live(() => inner.transaction((tx) => work(mortalStore(tx, 'transaction'))), within === undefined)
        const room: unknown = Reflect.get(inner, key)
        const isRoom = typeof room === 'object' && room !== null && key !== 'database'
        return isRoom ? mortal(room, { within }) : room
      },
    })

  /** The same object, mortal; `reader` names the method that reads page by page. */
  function mortal<Target extends object>(
    target: Target,
    { reader, within }: { reader?: keyof Target; within?: 'transaction' | undefined },
  ): Target {
    return new Proxy(target, {
      get(_, key) {
        const method: unknown = Reflect.get(target, key)
        if (typeof method !== 'function' || typeof key === 'symbol') return method
        const call = (args: unknown[]) => Reflect.apply(method, target, args)
        if (key === reader) return (...args: unknown[]) => liveThrough(call(args))
        const isChange = within === undefined && changes.has(key)
        return (...args: unknown[]) => live(async () => await call(args), isChange)
      },
    })
  }

  return {
    store: mortalStore(store),
    http: mortal(http, { reader: 'pages' }),
    connec: mortal(connec, { reader: 'list' }),
    count,
    get isOver() {
      return isOver
    },
  }
}

/** Methods, of whatever room, that change something. */
const changes: ReadonlySet<string> = new Set([
  ...['post', 'put', 'patch', 'delete', 'write'],
  ...[
    'add',
    'clear',
    'close',
    'failed',
    'finish',
    'markAmbiguous',
    'open',
    'progress',
    'record',
    'remove',
    'save',
  ],
  'start',
])
