import type { Entity } from '@duet/core'
import type { Kit, Pair } from '../kit.js'

/** The entities records of a pair need to travel: its own, and those its references lead to, however far. */
export function entitiesFor({ entities }: Kit['connector'], { entity }: Pair): readonly string[] {
  const needed = new Set([entity])
  for (const each of needed)
    for (const name of referredBy(each)) for (const other of bringing(name)) needed.add(other)
  return [...needed].map(({ name }) => name)

  function bringing(connecName: string): readonly Entity[] {
    return entities.filter(({ mappers }) => mappers.some(({ connec }) => connec.name === connecName))
  }
}

/** Names of the Connec! resources an entity refers to. */
const referredBy = ({ mappers }: Entity): string[] =>
  mappers.flatMap(({ connec, rows }) =>
    connec.references
      .filter(({ path }) => rows.some((row) => path === row.connec || path.startsWith(`${row.connec}[]`)))
      .map(({ resource }) => resource),
  )
