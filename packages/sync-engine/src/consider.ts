import { isBlank, type PlainRecord, type Reference } from '@duet/core'
import type { MissingReference } from '@duet/store'
import { flatten, valueAt } from './image.js'
import type { Considered } from './plan/considered.js'
import type { PreparedMapper } from './prepared-mapper.js'
import type { ReferenceIds, WantedReference } from './reference-ids.js'
import { defineAt, referenceValues } from './reference-values.js'
import type { RunContext } from './run-context.js'
import type { SeenRecord } from './seen-record.js'

/** What a record needs to be looked at under a mapper. */
export interface Consideration {
  readonly record: SeenRecord
  readonly prepared: PreparedMapper
}

/** What a record refers to. */
export interface Wanted {
  readonly references: readonly WantedReference[]
  /** Made on the way: no record of the application need be mapped twice. */
  readonly draft?: PlainRecord
}

export const wantsNothing: Wanted = { references: [] }

export interface ConsiderOptions {
  readonly ids: ReferenceIds
  /** The draft of the application's record, where it was made already. */
  readonly draft?: PlainRecord | undefined
  /** References that cannot be translated are left out instead of waited for: how a cycle is broken. */
  readonly leaveOut?: boolean | undefined
}

/** The references of a record that only id maps can translate, and the draft they were found in where that was needed. */
export function wantedReferences(context: RunContext, { record, prepared }: Consideration): Wanted {
  if (record.side === 'connec') {
    if (record.references.length === 0) return wantsNothing
    const references = record.references.flatMap(({ resource, connecId, externalIds }): WantedReference[] => {
      const own = ownId(context, resource, externalIds)
      // an id of ours the hub knows needs no looking up, unless the record has become another one
      if (own !== undefined) return context.tally.keepsMoves ? [{ resource, side: 'external', id: own }] : []
      return connecId === undefined ? [] : [{ resource, side: 'connec', id: connecId }]
    })
    return { references }
  }
  const { references } = prepared.mapper.connec
  if (references.length === 0) return wantsNothing
  const draft = prepared.draftOf('external', record.fields)
  return { references: referencesIn(draft, references), draft }
}

function referencesIn(draft: PlainRecord, references: readonly Reference[]): readonly MissingReference[] {
  const found: MissingReference[] = []
  for (const reference of references)
    for (const id of referenceValues(draft, reference))
      found.push({ resource: reference.resource, side: 'external', id })
  return found
}

/** Our plain id among those the hub knows of a referenced record. */
function ownId({ references, scopes }: RunContext, resource: string, hubIds: readonly string[]) {
  const target = references.of(resource)
  return target === undefined ? hubIds[0] : scopes.own(target.mapper, hubIds)[0]
}

/** Maps a record, its references translated. Throws what a mapper throws. */
export function consider(
  context: RunContext,
  consideration: Consideration,
  options: ConsiderOptions,
): Considered {
  return consideration.record.side === 'connec'
    ? considerConnec(context, consideration, options)
    : considerExternal(context, consideration, options)
}

function considerExternal(
  { references }: RunContext,
  { record, prepared }: Consideration,
  { ids, leaveOut, draft = prepared.draftOf('external', record.fields) }: ConsiderOptions,
): Considered {
  const missing = referencesIn(draft, prepared.mapper.connec.references).find(
    (wanted) => ids.find(wanted) === undefined && references.of(wanted.resource)?.comes.toConnec,
  )
  return considered(record, draft, leaveOut ? undefined : missing)
}

/** A reference that is missing stops the record only when its mapper looks at it: a getter tells. */
function considerConnec(
  context: RunContext,
  { record, prepared }: Consideration,
  { ids, leaveOut }: ConsiderOptions,
): Considered {
  let { fields } = record
  const missed: MissingReference[] = []
  for (const { path, resource, connecId, externalIds } of record.references) {
    const wanted: MissingReference = { resource, side: 'connec', id: connecId ?? '' }
    const known = ownId(context, resource, externalIds)
    const own = known === undefined ? ids.find(wanted) : ids.now(resource, known)
    if (own !== undefined) {
      if (valueAt(fields, path) !== own) fields = defineAt(fields, path, { value: own, writable: true })
    } else if (connecId !== undefined) {
      const comes = context.references.of(resource)?.comes.toExternal ?? false
      fields = defineAt(fields, path, {
        get: () => {
          if (comes) missed.push(wanted)
          return undefined
        },
      })
    }
  }
  const draft = prepared.draftOf('connec', fields)
  return considered(record, draft, leaveOut ? undefined : missed[0])
}

function considered(
  record: SeenRecord,
  draft: PlainRecord,
  missing: MissingReference | undefined,
): Considered {
  return { record, draft, image: flatten(draft), missing: isBlank(missing?.id) ? undefined : missing }
}
