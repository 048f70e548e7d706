import type { Blueprint } from '../recorded/blueprint.js'
import { collectionOf } from '../recorded/known-ids.js'
import type { Echo } from './echoes.js'
import { toldKind } from './told-records.js'
import type { WebhookVector } from './webhook-vector.js'

/** Words that differences contain, and what is to be known about those. */
export type Notes = ReadonlyMap<string, string>

/** What the predecessor did not understand about a message, by the kinds and ids it is about. */
export function notesOf(
  vector: WebhookVector,
  { blueprints, echoes }: { blueprints: readonly Blueprint[]; echoes: readonly Echo[] },
): Notes {
  const notes = new Map<string, string>()
  for (const { row } of echoes)
    for (const id of [row.connec_id, row.external_id]) if (id) notes.set(id, 'an echo of our own push')
  if (vector.kind === 'pushToConnecJob') return notes
  for (const name of Object.keys(vector.params)) {
    const plan = toldKind(blueprints, name)
    const blueprint = blueprints.find(({ connec }) => connec.some((one) => one === plan))
    if (plan === undefined || blueprint === undefined) continue
    const isOdd = isComplex(vector, blueprint) && name !== collectionOf(plan)
    const note = plan.singleton ? 'told of a singleton' : 'named otherwise than its list'
    const others = blueprint.pairs
      .filter(({ connec }) => connec === plan.title)
      .map(({ external }) => external)
    if (plan.singleton || isOdd)
      for (const kind of [plan.names.name, collectionOf(plan), ...others]) notes.set(kind, note)
  }
  return notes
}

const isComplex = ({ entities }: WebhookVector, { name }: Blueprint): boolean =>
  entities.some(({ kind, entitiesListName }) => kind === 'complex' && entitiesListName === name)

/** A difference with the note about the first of its words that has one. */
export function noted(difference: string, notes: Notes): string {
  const words = difference.split(/[\s:,"]+/)
  const note = words.map((word) => notes.get(word)).find((found) => found !== undefined)
  return note === undefined ? difference : `${difference}; ${note}`
}
