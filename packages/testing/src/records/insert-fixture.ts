import { z } from 'zod'
import { CannotCheckError } from '../cannot-check-error.js'
import type { Pair } from '../kit.js'
import type { Session } from '../session.js'
import { withValue } from '../values/leaves.js'
import { storeOf } from './fill-store.js'

const anyRecord = z.record(z.string(), z.unknown())

/** Puts a copy of the pair's fixture into the application, without references, and with another value at a path. */
export function insertFixture(
  session: Session,
  pair: Pair,
  change?: { path: string; value: unknown },
): string {
  const [fixture] = pair.fixtures
  if (fixture === undefined) throw new CannotCheckError(`there is no fixture of ${pair.mapper.external.name}`)
  const { id, created_at, updated_at, ...fields } = anyRecord.parse(fixture)
  let record = change === undefined ? fields : withValue(fields, change.path, change.value)
  for (const reference of referencesOf(pair)) record = withValue(record, reference.external, null)
  return String(storeOf(session, pair.mapper.external).insert(record).id)
}

/** Mapped references, with their paths on both sides; those inside lists are left out. */
export function referencesOf({ mapper }: Pair): { connec: string; external: string; resource: string }[] {
  return mapper.connec.references.flatMap(({ path, resource }) =>
    mapper.rows
      .filter(({ connec }) => connec === path)
      .map(({ external }) => ({ connec: path, external, resource })),
  )
}
