import { DuetError, isPlainObject, type PlainRecord } from '@duet/core'
import { fieldDifferences } from '../field-differences.js'
import type { Outcome, Runner } from '../runner.js'
import { recordsError, type Vector } from '../vector.js'
import { isTable, semanticsVector } from './semantics-vector.js'
import { external, tableMapper } from './table-mapper.js'

/** The old mapping library, for information: what authors who come from it find again. */
export const mapperSemantics: Runner = {
  file: 'mapper-semantics.json',
  required: false,
  run: runMapperSemantics,
}

async function runMapperSemantics(given: Vector): Promise<Outcome> {
  const vector = semanticsVector.parse(given)
  if (!isTable(vector)) return { internal: true, differences: [] }
  const mapper = tableMapper(vector)
  const { normalize, denormalize } = vector
  const directions = [
    { name: 'normalize', recorded: normalize, map: mapper.toExternal },
    { name: 'denormalize', recorded: denormalize, map: mapper.toConnec },
  ]
  try {
    return {
      differences: directions.flatMap(({ name, recorded, map }) => {
        if (recorded === undefined) return []
        const made = map(recordOf(recorded.input), undefined)
        return recordsError({ ...given, ...recorded })
          ? []
          : fieldDifferences(recorded.expected, asSent(made), name)
      }),
    }
  } catch (error) {
    return { differences: [], ...(error instanceof DuetError ? {} : { untyped: String(error) }) }
  }
}

/** As JSON: places of a list that nobody filled are null. */
const asSent = (draft: PlainRecord): unknown => JSON.parse(JSON.stringify(draft))

/** What is no record is refused where records are read, and never reaches a mapper. */
function recordOf(input: unknown): PlainRecord {
  return isPlainObject(input) ? input : external.parse(input).fields
}
