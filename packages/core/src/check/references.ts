import type { ConnectorDefinition } from '../connector.js'
import type { Mapper } from '../mapper.js'
import type { Reference } from '../reference.js'
import { type Complaint, warning } from './complaint.js'

/**
 * References that are mapped, to records no entity brings. The engine leaves them out, for they would be waited for in
 * vain; the mapping does nothing.
 */
export function checkReferences({ entities }: ConnectorDefinition): Complaint[] {
  const mappers = entities.flatMap((entity) => entity.mappers)
  const brought = new Set(mappers.map(({ connec }) => connec.name))
  return mappers.flatMap((mapper) =>
    mapper.connec.references
      .filter(({ resource }) => !brought.has(resource))
      .filter((reference) => isMapped(mapper, reference))
      .map(({ path, resource }) =>
        warning(
          `${mapper.connec.name} ↔ ${mapper.external.name} maps ${path}, a reference to ${resource}, which no entity of the connector brings: it is always left out. Add an entity for ${resource}, or remove the row.`,
        ),
      ),
  )
}

/** `lines[].item_id` is mapped by the row of `lines` and, inside it, by the row of `item_id`. */
function isMapped({ rows }: Mapper, { path }: Reference): boolean {
  let table: Mapper['rows'] | undefined = rows
  for (const part of path.split('[].')) {
    const row: Mapper['rows'][number] | undefined = table?.find(({ connec }) => connec === part)
    if (row === undefined) return false
    if (row.using !== undefined && row.using.rows === undefined) return true
    table = row.using?.rows
  }
  return true
}
