import { connecNames } from '@duet/connec-client'
import { isPlainObject } from '@duet/core'
import type { MapperRow, RecordedEntity } from './webhook-vector.js'

/** The kinds of one entity: which are mapped to which, by which rows, and where records go. */
export interface EntityPairs {
  readonly name: string
  readonly pairs: readonly EntityPair[]
  /** From the Connec! title to titles of the application. */
  readonly toExternal: Readonly<Record<string, Route>>
  readonly toConnec: Readonly<Record<string, Route>>
}

/** A pair of kinds, by the names they were recorded under. */
export interface EntityPair {
  /** `Tax Code` */
  readonly connec: string
  readonly external: string
  readonly singleton: boolean
  readonly rows: readonly MapperRow[]
  readonly references: readonly string[]
  /** Fields that decide where records go, whether they are mapped or not. */
  readonly decisive: { readonly connec: readonly string[]; readonly external: readonly string[] }
}

/** The kinds a record goes to; several only where it is split to all of them. */
export type Route = (record: unknown) => readonly string[]

/** Reads a recorded entity, simple or complex, as pairs of kinds. */
export function entityPairs(entity: RecordedEntity): EntityPairs {
  if (entity.kind === 'simple') {
    const {
      connecEntityName: connec,
      externalEntityName: external,
      mapper: rows,
      references,
      singleton,
    } = entity
    return {
      name: entity.entitiesListName,
      pairs: [{ connec, external, singleton, rows, references, decisive: { connec: [], external: [] } }],
      toExternal: { [connec]: () => [external] },
      toConnec: { [external]: () => [connec] },
    }
  }
  return {
    name: entity.entitiesListName,
    pairs: Object.keys(entity.connecEntitiesNames).flatMap((connec) =>
      Object.keys(entity.externalEntitiesNames).flatMap((external) => complexPair(entity, connec, external)),
    ),
    toExternal: routesOf(entity.connecToExternal, entity.splitToAll),
    toConnec: routesOf(entity.externalToConnec, entity.splitToAll),
  }
}

type ComplexEntity = Extract<RecordedEntity, { kind: 'complex' }>

function complexPair(entity: ComplexEntity, connec: string, external: string): EntityPair[] {
  const from = entity.subEntities[entity.connecEntitiesNames[connec] ?? '']
  const back = entity.subEntities[entity.externalEntitiesNames[external] ?? '']
  const rows = from?.mappers[external] ?? back?.mappers[connec]
  if (rows === undefined) return []
  const decisive = {
    connec: decisiveFields(entity.connecToExternal[connec]),
    external: decisiveFields(entity.externalToConnec[external]),
  }
  return [{ connec, external, singleton: false, rows, references: from?.references ?? [], decisive }]
}

function routesOf(routes: ComplexEntity['connecToExternal'], toAll: boolean): Record<string, Route> {
  return Object.fromEntries(
    Object.entries(routes).map(([source, targets]) => [
      source,
      (record) => {
        const fitting = Object.entries(targets).flatMap(([target, rule]) =>
          fits(record, rule) ? [target] : [],
        )
        return toAll ? fitting : fitting.slice(0, 1)
      },
    ]),
  )
}

type Rule = ComplexEntity['connecToExternal'][string][string]

const decisiveFields = (targets: Readonly<Record<string, Rule>> = {}): string[] =>
  Object.values(targets).flatMap((rule) => (rule === true ? [] : [rule.field]))

const fits = (record: unknown, rule: Rule): boolean =>
  rule === true || (isPlainObject(record) && record[rule.field] === rule.equals)

/** The resource a recorded Connec! title means: `Tax Code` → `tax_code`. */
export const connecName = (title: string): string => connecNames(title).name
