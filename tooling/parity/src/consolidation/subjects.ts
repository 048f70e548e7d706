import { connecNames } from '@duet/connec-client'
import { isPlainObject } from '@duet/core'
import type { Blueprint, ExternalPlan } from '../recorded/blueprint.js'
import type { IdMapRow } from '../recorded/id-map-row.js'
import { type Account, hubId, ourId } from '../recorded/known-ids.js'
import { recordsByTitle } from '../recorded/recorded-application.js'
import { fits } from '../recorded/recorded-connector.js'
import type { ConsolidationVector } from './consolidation-vector.js'

type Fields = Readonly<Record<string, unknown>>

/** A record of the hub in a vector. */
export interface HubSubject {
  readonly title: string
  readonly record: Fields
  readonly connecId: string
  /** Our ids as the hub has them. */
  readonly ownIds: readonly string[]
  /** The kind of the application it goes to. */
  readonly routedTo: string | undefined
  /** Its rows of the old id map. */
  readonly rows: readonly IdMapRow[]
}

/** A record of the application in a vector. */
export interface OwnSubject {
  readonly plan: ExternalPlan
  readonly record: Fields
  readonly externalId: string
  readonly rows: readonly IdMapRow[]
}

/** The records a vector is about, with what is known of them. */
export interface Subjects {
  readonly hub: readonly HubSubject[]
  readonly own: readonly OwnSubject[]
}

export function subjectsOf(vector: ConsolidationVector, blueprint: Blueprint, account: Account): Subjects {
  const connec = recordsByTitle(
    vector.connecEntities,
    blueprint.connec.map(({ title }) => title),
  )
  const external = recordsByTitle(
    vector.externalEntities,
    blueprint.external.map(({ title }) => title),
  )
  return {
    hub: blueprint.connec.flatMap(({ title }) =>
      (connec[title] ?? []).filter(isPlainObject).flatMap((record) => {
        const connecId = hubId(record.id)
        if (connecId === undefined) return []
        const rows = vector.idMaps.filter(
          (row) => row.connec_id === connecId && row.connec_entity === connecNames(title).words,
        )
        const routedTo = blueprint.toExternal[title]?.find((rule) => fits(record, rule))?.to
        return [{ title, record, connecId, ownIds: ownIdsOf(record, account), routedTo, rows }]
      }),
    ),
    own: blueprint.external.flatMap((plan) =>
      (external[plan.title] ?? []).filter(isPlainObject).map((record) => {
        const externalId = String(record[plan.fields.id])
        const rows = vector.idMaps.filter(
          (row) => row.external_id === externalId && row.external_entity === plan.title.toLowerCase(),
        )
        return { plan, record, externalId, rows }
      }),
    ),
  }
}

function ownIdsOf(record: Fields, account: Account): string[] {
  const ids: readonly unknown[] = Array.isArray(record.id) ? record.id : []
  return ids.flatMap((entry) => ourId(entry, account) ?? [])
}
