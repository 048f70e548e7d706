/** Of what type a field of the application is, on the wire. */
export type FieldType =
  /** `values`: the only texts it takes. */
  | { readonly kind: 'text'; readonly values?: readonly string[]; readonly format?: 'uuid' | 'link' }
  /** `whole`: as far as is known it never has decimals. */
  | { readonly kind: 'number'; readonly whole?: boolean }
  /** A whole number of cents. */
  | { readonly kind: 'cents' }
  /** A decimal number written as a text: `"19.99"`. */
  | { readonly kind: 'decimal' }
  | { readonly kind: 'boolean' }
  /** ISO 8601 with time. */
  | { readonly kind: 'moment' }
  /** `2026-11-24` */
  | { readonly kind: 'day' }
  /** The id of a record of another collection. */
  | { readonly kind: 'reference'; readonly collection: string; readonly id: IdKind }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly item: FieldType }
  | { readonly kind: 'unknown' }

/** How the application spells ids: 7, `con_7`, or a UUID. */
export type IdKind = 'integer' | 'text' | 'uuid'
export const idKinds = ['text', 'integer', 'uuid'] as const satisfies readonly IdKind[]

export interface Field {
  readonly name: string
  readonly type: FieldType
  /** A record cannot be created without it. */
  readonly needed?: boolean
  /** The application fills it in; whoever writes it is ignored. */
  readonly readOnly?: boolean
  /** A value it may have, for the fixture. */
  readonly example?: unknown
}

/** A field inside a record: `address.city`. */
export interface Leaf {
  readonly path: string
  readonly field: Field
}

/** The fields below objects, by their path. Lists are leaves; names a path cannot spell are left out. */
export const leavesOf = (fields: readonly Field[], prefix = '', readOnly = false): readonly Leaf[] =>
  fields.flatMap((field) => {
    if (!/^[A-Za-z_][\w-]*$/.test(field.name)) return []
    const path = prefix + field.name
    const isReadOnly = readOnly || field.readOnly === true
    return field.type.kind === 'object'
      ? leavesOf(field.type.fields, `${path}.`, isReadOnly)
      : [{ path, field: isReadOnly ? { ...field, readOnly: true } : field }]
  })
