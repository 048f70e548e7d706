import type { SchemaRoles } from '@duet/core'
import { z } from 'zod'

/** References as the old framework declared them: a list of paths, or two lists by kind. */
export const declaredReferences = z.union([
  z.array(z.string()),
  z.object({
    record_references: z.array(z.string()).optional(),
    id_references: z.array(z.string()).optional(),
  }),
])

/** The roles of a Connec! schema that declares them; `lines/item_id` is `lines[].item_id` here. */
export function rolesOf(declared: z.output<typeof declaredReferences>): SchemaRoles {
  const { record_references = [], id_references = [] } = Array.isArray(declared)
    ? { record_references: declared }
    : declared
  return {
    references: record_references.map((path) => ({ path: dotted(path), resource: 'recorded' })),
    lineIds: id_references.map(dotted),
  }
}

const dotted = (path: string) => path.replaceAll('/', '.')
