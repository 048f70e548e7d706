import type { Store } from '@duet/store'

/** Counts the statements that reach the store from now on; begin and commit are not among them. */
export function countStatements(store: Store): () => number {
  const executor = store.database.db.getExecutor()
  const base: object = Object.getPrototypeOf(Object.getPrototypeOf(executor))
  const original: unknown = Reflect.get(base, 'executeQuery')
  if (typeof original !== 'function')
    throw new Error('Failed to count statements: Kysely runs queries by another method now.')
  let count = 0
  Reflect.set(base, 'executeQuery', function counted(this: unknown, ...query: unknown[]) {
    count += 1
    return Reflect.apply(original, this, query)
  })
  return () => count
}
