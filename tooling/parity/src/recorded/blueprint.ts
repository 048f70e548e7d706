import { type ConnecNames, connecNames } from '@duet/connec-client'
import type {
  ComplexDescription,
  DescribedRow,
  EntityDescription,
  ExternalNames,
  SimpleDescription,
  SplitRule,
  SubEntity,
} from './entity-description.js'

/** What an entity is made of, simple and complex alike. */
export interface Blueprint {
  readonly name: string
  readonly connec: readonly ConnecPlan[]
  readonly external: readonly ExternalPlan[]
  readonly pairs: readonly PairPlan[]
  /** By the title of a kind of record: where its records go, first match first. */
  readonly toExternal: Readonly<Record<string, readonly RouteRule[]>>
  readonly toConnec: Readonly<Record<string, readonly RouteRule[]>>
  readonly splitToAll: boolean
  readonly push: {
    readonly connec: false | 'create' | 'upsert'
    readonly external: false | 'create' | 'upsert'
  }
}

export interface RouteRule {
  readonly to: string
  readonly when: SplitRule
}

/** One kind of record of the hub. */
export interface ConnecPlan {
  readonly title: string
  readonly names: ConnecNames
  readonly singleton: boolean
  readonly nameField: string
  readonly references: readonly string[]
  readonly lineIds: readonly string[]
  readonly match: readonly (readonly string[])[]
}

/** One kind of record of the application. */
export interface ExternalPlan {
  readonly title: string
  readonly fields: ExternalNames
  /** Set where another kind has the plain ids at the hub. */
  readonly idScope: string | undefined
}

/** The mapping between two kinds. */
export interface PairPlan {
  readonly connec: string
  readonly external: string
  readonly toExternal: readonly DescribedRow[]
  readonly toConnec: readonly DescribedRow[]
  readonly creation: readonly DescribedRow[]
  readonly subMappers: Readonly<Record<string, readonly DescribedRow[]>>
  readonly currencyFields: readonly string[]
}

export const blueprintOf = (description: EntityDescription): Blueprint =>
  description.kind === 'simple' ? ofSimple(description) : ofComplex(description)

function ofSimple(entity: SimpleDescription): Blueprint {
  const { connecEntityName: connec, externalEntityName: external, references, subMappers } = entity
  const always = (to: string, isOpen: boolean): RouteRule[] => (isOpen ? [{ to, when: true }] : [])
  return {
    name: entity.entitiesListName,
    connec: [
      {
        title: connec,
        names: connecNames(connec),
        singleton: entity.singleton,
        nameField: entity.connecNameField,
        references: references.records,
        lineIds: references.lines,
        match: entity.connecMatchingFields ?? [],
      },
    ],
    external: [{ title: external, fields: entity.external, idScope: undefined }],
    pairs: [
      {
        connec,
        external,
        toExternal: entity.mapper,
        toConnec: entity.mapper,
        creation: entity.creationMapper ?? [],
        subMappers,
        currencyFields: entity.currencyCheckFields,
      },
    ],
    toExternal: { [connec]: always(external, readsConnec(entity)) },
    toConnec: { [external]: always(connec, readsExternal(entity)) },
    splitToAll: false,
    push: {
      connec: pushOf(entity.canWriteConnec, entity.canUpdateConnec),
      external: pushOf(entity.canWriteExternal, entity.canUpdateExternal),
    },
  }
}

type Capabilities = Pick<
  SubEntity,
  'canReadConnec' | 'canReadExternal' | 'canWriteConnec' | 'canWriteExternal'
>

/** A side is read for what is written to the other one, unless said otherwise. */
const readsConnec = ({ canReadConnec, canWriteExternal }: Capabilities) => canReadConnec ?? canWriteExternal
const readsExternal = ({ canReadExternal, canWriteConnec }: Capabilities) => canReadExternal ?? canWriteConnec

function pushOf(canWrite: boolean, canUpdate: boolean): false | 'create' | 'upsert' {
  if (!canWrite) return false
  return canUpdate ? 'upsert' : 'create'
}

function ofComplex(entity: ComplexDescription): Blueprint {
  const connec = subEntitiesOf(entity, entity.connecEntitiesNames)
  const external = subEntitiesOf(entity, entity.externalEntitiesNames)
  const pairs = connec.flatMap((hub) => external.flatMap((own) => pairOf(entity, hub, own) ?? []))
  const isMapped = (from: 'toExternal' | 'toConnec') => (hub: string, own: string) =>
    pairs.some((pair) => pair.connec === hub && pair.external === own && pair[from].length > 0)
  return {
    name: entity.entitiesListName,
    connec: connec.map((hub) => ({
      title: hub.title,
      names: connecNames(hub.title),
      singleton: false,
      nameField: hub.sub.connecNameField,
      ...referencesOf(hub, external),
      match: external.flatMap(({ sub }) => sub.connecMatchingFields ?? []),
    })),
    external: external.map(({ title, sub }) => ({
      title,
      fields: sub.external,
      idScope: sharesIds(pairs, title) ? connecNames(title).name : undefined,
    })),
    pairs,
    toExternal: Object.fromEntries(
      connec.map(({ title, sub }) => {
        const rules = readsConnec(sub) && sub.canWriteExternal ? rulesOf(entity.connecToExternal[title]) : []
        return [title, rules.filter(({ to }) => isMapped('toExternal')(title, to))]
      }),
    ),
    toConnec: Object.fromEntries(
      external.map(({ title, sub }) => {
        const rules = readsExternal(sub) && sub.canWriteConnec ? rulesOf(entity.externalToConnec[title]) : []
        return [title, rules.filter(({ to }) => isMapped('toConnec')(to, title))]
      }),
    ),
    splitToAll: entity.splitToAll,
    push: {
      connec: pushOf(
        true,
        external.every(({ sub }) => sub.canUpdateConnec),
      ),
      external: pushOf(
        true,
        connec.every(({ sub }) => sub.canUpdateExternal),
      ),
    },
  }
}

interface Named {
  readonly title: string
  readonly sub: SubEntity
}

function subEntitiesOf(entity: ComplexDescription, names: Readonly<Record<string, string>>): Named[] {
  return Object.entries(names).flatMap(([title, key]) => {
    const sub = entity.subEntities[key]
    return sub === undefined ? [] : [{ title: sub.entityName ?? title, sub }]
  })
}

const rulesOf = (rules: Readonly<Record<string, SplitRule>> | undefined): RouteRule[] =>
  Object.entries(rules ?? {}).map(([to, when]) => ({ to, when }))

function pairOf(entity: ComplexDescription, hub: Named, own: Named): PairPlan | undefined {
  const toExternal = hub.sub.mappers?.[own.title] ?? []
  const toConnec = own.sub.mappers?.[hub.title] ?? []
  if (toExternal.length + toConnec.length === 0) return undefined
  return {
    connec: hub.title,
    external: own.title,
    toExternal,
    toConnec,
    creation: [
      ...(hub.sub.creationMappers?.[own.title] ?? []),
      ...(own.sub.creationMappers?.[hub.title] ?? []),
    ],
    subMappers: entity.subMappers,
    currencyFields: [...hub.sub.currencyCheckFields, ...own.sub.currencyCheckFields],
  }
}

/** References are a property of the hub's record: declared for one kind of the application, they hold for all. */
function referencesOf(hub: Named, external: readonly Named[]) {
  const declared = [
    ...Object.values(hub.sub.references ?? {}),
    ...external.flatMap(({ sub }) => sub.references?.[hub.title] ?? []),
  ]
  return {
    references: [...new Set(declared.flatMap(({ records }) => records))],
    lineIds: [...new Set(declared.flatMap(({ lines }) => lines))],
  }
}

/** Whether another kind, earlier in the list, has the plain ids in a collection of the hub. */
function sharesIds(pairs: readonly PairPlan[], title: string): boolean {
  return pairs.some(
    (pair) =>
      pair.external === title && pairs.find((other) => other.connec === pair.connec)?.external !== title,
  )
}
