import type { ConnectorDefinition } from '../connector.js'
import type { FieldRow } from '../field.js'
import type { Mapper } from '../mapper.js'
import type { Side } from '../side.js'
import { type Complaint, error, repeated } from './complaint.js'
import { hasPath } from './schema-path.js'

/** Tables name fields that exist, and no field is written by two rows. Types say the former to who writes TypeScript. */
export const checkTables = ({ entities }: ConnectorDefinition): Complaint[] =>
  [...new Set(entities.flatMap((entity) => entity.mappers))].flatMap((mapper) => [
    ...checkPaths(mapper, 'connec'),
    ...checkPaths(mapper, 'external'),
    ...checkWrittenTwice(mapper, 'external'),
  ])

const nameOf = ({ connec, external }: Mapper) => `${connec.name} ↔ ${external.name}`

function checkPaths(mapper: Mapper, side: Side): Complaint[] {
  return mapper.rows
    .map((row) => row[side])
    .filter((path) => !hasPath(mapper[side].fields, path))
    .map((path) =>
      error(
        `${nameOf(mapper)} maps "${path}", which the schema of ${mapper[side].name} does not have. Correct the path or add the field.`,
      ),
    )
}

/** Of two rows that write one field the second would win, unseen. The Connec! side is the key of the table. */
function checkWrittenTwice(mapper: Mapper, side: Side): Complaint[] {
  const writes = ({ only }: FieldRow) => only !== 'toConnec'
  return repeated(mapper.rows.filter(writes).map((row) => row[side])).map((path) =>
    error(
      `${nameOf(mapper)} writes "${path}" of ${mapper[side].name} from two fields. Mark one of the rows only: 'toConnec'.`,
    ),
  )
}
