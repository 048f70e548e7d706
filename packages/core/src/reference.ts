import { z } from 'zod'

/** What a field of a Connec! schema stands for beyond its type. */
export type FieldRole = { reference: string; typed?: ReferenceType } | { lineId: true }

/** A reference that leads to several resources says which in a field beside it. */
export interface ReferenceType {
  /** `assignee_type` */
  field: string
  /** What stands there, or nothing, when the declared resource is meant. */
  names: readonly string[]
}

/** Roles of schemas made by `ref` and `lineId`. */
const roles = z.registry<FieldRole>()

/**
 * A reference to another Connec! record, `ref('organization')`. In a mapping it reads as the application's id of that
 * record; the engine translates it and waits (parks) when there is none yet.
 *
 * With a type beside it, `ref('app_user', { field: 'assignee_type', names: ['AppUser'] })`, an id that leads elsewhere
 * (to a team) is absent: it neither travels nor is waited for.
 */
export const ref = (resource: string, typed?: ReferenceType) =>
  anyId().register(roles, { reference: resource, ...(typed && { typed }) })

/** The id of a line inside a record, `lines: z.array(z.object({ id: lineId(), … }))`. */
export const lineId = () => anyId().register(roles, { lineId: true })

/** A text; applications that count their records write numbers. */
const anyId = () => z.codec(z.union([z.string(), z.int()]), z.string(), { decode: String, encode: String })

/** A reference found in a schema; `path` names list elements by `[]`: `lines[].item_id`. */
export interface Reference {
  path: string
  resource: string
  typed?: ReferenceType
}

/** References and line ids of a schema, found by walking it. */
export interface SchemaRoles {
  references: readonly Reference[]
  lineIds: readonly string[]
}

/** Finds the references and line ids declared anywhere in a shape. */
export function rolesOf(shape: z.ZodRawShape): SchemaRoles {
  const references: Reference[] = []
  const lineIds: string[] = []
  walk(shape, '', (path, role) => {
    if ('reference' in role)
      references.push({ path, resource: role.reference, ...(role.typed && { typed: role.typed }) })
    else lineIds.push(path)
  })
  return { references, lineIds }
}

function walk(shape: z.ZodRawShape, prefix: string, found: (path: string, role: FieldRole) => void): void {
  for (const [key, field] of Object.entries(shape)) visit(unwrap(field), `${prefix}${key}`, found)
}

function visit(schema: z.core.$ZodType, path: string, found: (path: string, role: FieldRole) => void): void {
  const role = roles.get(schema)
  if (role) found(path, role)
  else if (schema instanceof z.ZodObject) walk(schema.shape, `${path}.`, found)
  else if (schema instanceof z.ZodArray) visit(unwrap(schema.element), `${path}[]`, found)
}

/** The schema inside optional and nullable wrappers. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap()
  return inner
}
