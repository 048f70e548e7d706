import { isBlank, isPlainObject, type PlainRecord, type ReferenceType, type SchemaRoles } from '@duet/core'
import { type Ids, idText, readIds } from './id-entries.js'
import type { Identity } from './identity.js'
import { mapRoles, roleTree, type Visit } from './role-tree.js'

/** A reference of a record that was read. */
export interface UnfoldedReference {
  /** Where it stands: `lines[0].item_id`. */
  readonly path: string
  /** The Connec! resource it leads to. */
  readonly resource: string
  readonly connecId: string | undefined
  /** Our ids of that record; more than one where several of our resources share its collection. */
  readonly externalIds: readonly string[]
}

/** A reference to a record the hub has and for which there is no id of ours. */
export interface MissingReference {
  readonly path: string
  readonly resource: string
  readonly connecId: string
}

/** What a record of the hub holds, in our ids. */
export interface Unfolding {
  /**
   * The record with our ids in references and lines, without its own id. A reference without an id of ours is absent,
   * an empty one null.
   */
  readonly fields: PlainRecord
  readonly references: readonly UnfoldedReference[]
  readonly missing: readonly MissingReference[]
}

/** A record of the hub in our ids. */
export type UnfoldedRecord = Ids & Unfolding

const none: readonly never[] = Object.freeze([])

/**
 * Folds our ids into id arrays at every declared path, lists included: `'21'` becomes `[{ id: '21', provider, realm }]`.
 * Blanks, ids that are folded already and whatever stands elsewhere stay as they are.
 *
 * @example foldReferences(connec.person, { organization_id: '7' }, { provider: 'basecrm', realm: '1' })
 */
export function foldReferences(roles: SchemaRoles, record: PlainRecord, identity: Identity): PlainRecord {
  return asRecord(mapRoles(record, roleTree(roles), (value) => foldId(value, identity)))
}

/** The same for what is written: a reference the draft holds as null is cleared, which the hub spells `''`. */
export function foldDraft(roles: SchemaRoles, draft: PlainRecord, identity: Identity): PlainRecord {
  const visit: Visit = (value, role) =>
    value === null && role.kind === 'reference' ? '' : foldId(value, identity)
  return asRecord(mapRoles(draft, roleTree(roles), visit))
}

function foldId(value: unknown, { provider, realm }: Identity): unknown {
  const id = idText(value)
  return id === undefined ? value : [{ id, provider, realm }]
}

/**
 * Unfolds the id arrays of a record of the hub, the reverse of `foldReferences`. Never changes its input.
 *
 * A reference that came as plain text (the hub's older spelling) is a Connec! id without an id of ours, so `missing`.
 */
export function unfoldReferences(
  roles: SchemaRoles,
  record: PlainRecord,
  identity: Identity,
): UnfoldedRecord {
  const { id, ...rest } = record
  return { ...readIds(id, identity), ...unfoldWithin(roles, rest, identity) }
}

/** The same for what a record holds, its own id left as it is: what has neither references nor lines is not copied. */
export function unfoldWithin(roles: SchemaRoles, record: PlainRecord, identity: Identity): Unfolding {
  let references: UnfoldedReference[] | undefined
  const fields = mapRoles(record, roleTree(roles), (value, role, path, beside) => {
    if (role.kind === 'own') return value
    if (role.kind === 'reference' && leadsElsewhere(role.typed, beside)) return undefined
    if (!Array.isArray(value) && idText(value) === undefined) return value
    if (Array.isArray(value) && value.length === 0) return null
    const ids = readIds(value, identity)
    if (role.kind === 'reference') {
      references ??= []
      references.push({ path, resource: role.resource, ...ids })
    }
    return ids.externalIds[0]
  })
  return {
    fields: asRecord(fields),
    references: references ?? none,
    missing: references === undefined ? none : references.flatMap(missingOnly),
  }
}

/** Whether the type beside a reference names another resource than the declared one: a team where a user is. */
function leadsElsewhere(typed: ReferenceType | undefined, beside: PlainRecord): boolean {
  const named = typed && beside[typed.field]
  return typed !== undefined && !isBlank(named) && !typed.names.includes(String(named))
}

function missingOnly({ path, resource, connecId, externalIds }: UnfoldedReference): MissingReference[] {
  return connecId === undefined || externalIds.length > 0 ? [] : [{ path, resource, connecId }]
}

/** `mapRoles` of an object is an object. */
const asRecord = (value: unknown): PlainRecord => (isPlainObject(value) ? value : {})
