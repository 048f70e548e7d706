import { z } from 'zod'
import { meaningOf, sayOf } from './meaning.js'

/** A call to the application that changes something. */
export const externalCall = z.object({
  op: z.enum(['create', 'update']),
  entityName: z.string(),
  id: z.union([z.string(), z.number()]).nullish().transform(textOf),
  entity: z.unknown(),
})
export type ExternalCall = z.output<typeof externalCall>

function textOf(id: string | number | null | undefined): string | undefined {
  return id === null || id === undefined ? undefined : String(id)
}

/** A call in words that are equal for calls that mean the same. */
export function sayCall({ op, entityName, id, entity }: ExternalCall): string {
  const what = id === undefined ? entityName : `${entityName} ${id}`
  return `${op} ${what} ${sayOf(meaningOf(entity, { blanksAreAbsent: op === 'create' }))}`
}
