import { DefinitionError, ExternalApiError } from './errors.js'
import type { Http } from './http.js'
import { isPlainObject, type PlainRecord } from './json.js'

type Request = (http: Http, id: string, fields: unknown) => Promise<unknown>

interface Requests {
  readonly name: string
  read?(http: Http, id: string): Promise<unknown>
  update?: Request
}

/**
 * An update that reads the record as the application has it and sends all of it with the changes, but without the fields
 * the application keeps itself. Throws `DefinitionError` where nothing can be read.
 */
export function updatingWhole(
  { name, read, update }: Requests,
  kept: readonly string[],
): { update?: Request } {
  if (update === undefined) return {}
  if (read === undefined)
    throw new DefinitionError(
      `Failed to define the resource ${name}: what is updated as a whole is read first, and it has no "read". Write one, or leave "updates" out.`,
    )
  return {
    async update(http, id, fields) {
      const present = await read(http, id)
      if (!isPlainObject(present) || !isPlainObject(fields))
        throw new ExternalApiError(
          `Failed to update ${name} ${id}: what was read of it is no record, and without the rest it would be emptied. Have "read" answer the record itself, without its envelope.`,
        )
      const rest = Object.entries(present).filter(([field]) => !kept.includes(field))
      return update(http, id, laidOver(Object.fromEntries(rest), fields))
    },
  }
}

/** Changes over a record: objects field by field, everything else as a whole. */
function laidOver(present: PlainRecord, changes: PlainRecord): PlainRecord {
  const whole: Record<string, unknown> = { ...present }
  for (const [field, value] of Object.entries(changes)) {
    const before = present[field]
    if (value === undefined) continue
    whole[field] = isPlainObject(value) && isPlainObject(before) ? laidOver(before, value) : value
  }
  return whole
}
