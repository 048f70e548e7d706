import type { Resource } from '@duet/core'
import { CannotCheckError } from '../cannot-check-error.js'
import { storedId, storeOf } from '../records/fill-store.js'
import type { Session } from '../session.js'
import { withValue } from '../values/leaves.js'

/** Changes one value of a record as somebody at the application would. Throws `CannotCheckError`. */
export function editAtApplication(
  session: Session,
  resource: Resource,
  id: string,
  { path, value }: { path: string; value: unknown },
): void {
  const store = storeOf(session, resource)
  const stored = storedId(store, id)
  const record = store.get(stored)
  const [field = path] = path.split(/[.[]/)
  if (record === undefined) throw new CannotCheckError(`the store ${resource.name} has no ${id}`)
  store.update(stored, { [field]: withValue({ ...record }, path, value)[field] })
}
