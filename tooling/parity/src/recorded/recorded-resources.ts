import {
  type AnyConnecResource,
  type AnyResource,
  defineConnecResource,
  defineResource,
  EntityNotFoundError,
  ExternalApiError,
  type Http,
  isPlainObject,
} from '@duet/core'
import { z } from 'zod'
import type { Blueprint, ConnecPlan, ExternalPlan, PairPlan } from './blueprint.js'
import { dotted } from './paths.js'
import { referencedResource } from './referenced-resource.js'
import { shapeTree, textId } from './shape-tree.js'

/** The hub's resource: a schema of the paths that are mapped, looked at or lead to other records. */
export function connecResource(blueprint: Blueprint, plan: ConnecPlan): AnyConnecResource {
  const { title, names, singleton, nameField } = plan
  const tree = shapeTree()
  for (const pair of blueprint.pairs.filter(({ connec }) => connec === title))
    for (const path of pathsOf(pair, 'from')) tree.add(path, { kind: 'value' })
  for (const { when } of blueprint.toExternal[title] ?? [])
    if (when !== true) tree.add(dotted(when.field), { kind: 'value' })
  tree.add(dotted(nameField), { kind: 'value' })
  for (const path of plan.references)
    tree.add(inLists(blueprint, plan, path), { kind: 'reference', resource: referencedResource(path) })
  for (const path of plan.lineIds) tree.add(inLists(blueprint, plan, path), { kind: 'line' })
  return defineConnecResource({
    name: names.name,
    collection: singleton ? names.name : names.collection,
    singleton,
    fields: tree.shape(),
    label: (record) => textAt(record, nameField),
  })
}

/** `lines/id` as `lines[].id`, where the mapping knows `lines` as a list. */
function inLists({ pairs }: Blueprint, { title }: ConnecPlan, path: string): string {
  const lists = pairs
    .filter(({ connec }) => connec === title)
    .flatMap((pair) => allRows(pair).filter(({ using }) => using !== undefined))
    .map(({ from }) => dotted(from))
  const list = lists.find((candidate) => dotted(path).startsWith(`${candidate}.`))
  return list === undefined ? dotted(path) : `${list}[]${dotted(path).slice(list.length)}`
}

/** The application's resource. There is no reading by id: the old framework had none. */
export function externalResource(blueprint: Blueprint, plan: ExternalPlan): AnyResource {
  const { title, fields, idScope } = plan
  const tree = shapeTree()
  for (const pair of blueprint.pairs.filter(({ external }) => external === title)) {
    for (const path of pathsOf(pair, 'to')) tree.add(path, { kind: 'value' })
    for (const path of idPaths(blueprint, pair)) tree.add(path, { kind: 'id' })
  }
  for (const { when } of blueprint.toConnec[title] ?? [])
    if (when !== true) tree.add(dotted(when.field), { kind: 'value' })
  const { inactive } = fields
  tree.add(dotted(fields.name), { kind: 'value' })
  tree.add(dotted(typeof inactive === 'string' ? inactive : inactive.field), { kind: 'value' })
  return defineResource({
    name: title,
    id: textId,
    idField: fields.id,
    timestamps: { created: fields.createdAt, updated: fields.updatedAt },
    fields: tree.shape(),
    label: (record) => textAt(record, fields.name),
    ...(idScope !== undefined && { idScope }),
    ...access(title),
  })
}

/** How the recorded application is talked to: `recorded-application.ts` answers. */
const access = (title: string) => ({
  async *list(http: Http) {
    yield await http.get(pathOf(title), z.array(z.unknown()))
  },
  create: async (http: Http, fields: unknown) =>
    told(await http.post(pathOf(title), recordedAnswer, { json: fields })),
  update: async (http: Http, id: string, fields: unknown) =>
    told(await http.put(`${pathOf(title)}/${encodeURIComponent(id)}`, recordedAnswer, { json: fields })),
})

export const pathOf = (title: string): string => `/${encodeURIComponent(title)}`

const raised = z.object({ raise: z.string(), message: z.string().default('') })
const recordedAnswer = z.union([raised, z.object({ return: z.unknown() })])

/** What the code of an application's author makes of the answer: it returns a record, or throws. */
function told(answer: z.output<typeof recordedAnswer>): unknown {
  if (!('raise' in answer)) return answer.return
  if (answer.raise === 'EntityNotFoundError') throw new EntityNotFoundError(answer.message)
  if (answer.raise === 'ExternalAPIError') throw new ExternalApiError(answer.message)
  throw new Error(answer.message)
}

const allRows = ({ toExternal, toConnec, creation }: PairPlan) => [...toExternal, ...toConnec, ...creation]

/** Every path of one side that a pair maps, those inside lists included. */
function pathsOf(pair: PairPlan, end: 'from' | 'to'): string[] {
  return allRows(pair).flatMap((row) => {
    const path = dotted(row[end])
    if (row.using === undefined) return [path]
    return (pair.subMappers[row.using] ?? []).map((inner) => `${path}[].${dotted(inner[end])}`)
  })
}

/** Paths of the application that hold ids: of lines, and of records the hub's references lead to. */
function idPaths(blueprint: Blueprint, pair: PairPlan): string[] {
  const plan = blueprint.connec.find(({ title }) => title === pair.connec)
  const declared = [...(plan?.references ?? []), ...(plan?.lineIds ?? [])].map(dotted)
  return allRows(pair).flatMap((row) => {
    if (row.using === undefined) return declared.includes(dotted(row.from)) ? [dotted(row.to)] : []
    return (pair.subMappers[row.using] ?? [])
      .filter((inner) => declared.includes(`${dotted(row.from)}.${dotted(inner.from)}`))
      .map((inner) => `${dotted(row.to)}[].${dotted(inner.to)}`)
  })
}

function textAt(record: object, path: string): string | undefined {
  let value: unknown = record
  for (const key of dotted(path).split('.')) value = isPlainObject(value) ? value[key] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
