import type { PastPush } from './live-past.js'
import type { RecordedConnector } from './recorded-connector.js'
import { resourceTold } from './told-resource.js'
import type { WebhookVector } from './webhook-vector.js'

export interface Noteworthy {
  readonly built: RecordedConnector
  readonly echoes: readonly PastPush[]
}

/** The mark of a kind of record: `kind person`, `kind contact`. */
export const kindMark = (kind: string): string => `kind ${kind.toLowerCase()}`

/** The mark of a record: `id e1`. */
export const idMark = (id: string): string => `id ${id}`

/** What the predecessor did not understand about a message, by the marks of the records and kinds it is about. */
export function notesOf(vector: WebhookVector, { built, echoes }: Noteworthy): Map<string, string> {
  const notes = new Map<string, string>()
  for (const { pair } of echoes)
    for (const id of [pair.idMap.connecId, pair.idMap.externalId])
      if (id !== null) notes.set(idMark(id), 'an echo of our own push')
  if (vector.kind === 'pushToConnecJob') return notes
  for (const name of Object.keys(vector.params)) {
    const resource = resourceTold(built, name)
    if (resource === undefined) continue
    const { isComplex, kinds } = kindsOf(vector, built, resource.name)
    const isOdd = isComplex && name !== resource.collection
    const note = resource.singleton ? 'told of a singleton' : 'named otherwise than its list'
    if (resource.singleton || isOdd) for (const kind of kinds) notes.set(kindMark(kind), note)
  }
  return notes
}

/** The kinds of both sides that records of a Connec! resource concern. */
function kindsOf({ entities }: WebhookVector, { connector, connec }: RecordedConnector, name: string) {
  const concerned = connector.entities.filter(({ mappers }) =>
    mappers.some((mapper) => mapper.connec.name === name),
  )
  const isComplex = concerned.some((entity) =>
    entities.some(({ kind, entitiesListName }) => kind === 'complex' && entitiesListName === entity.name),
  )
  const mappers = concerned.flatMap((entity) =>
    entity.mappers.filter((mapper) => mapper.connec.name === name),
  )
  const collection = [...connec.values()].find((resource) => resource.name === name)?.collection ?? name
  return { isComplex, kinds: [name, collection, ...mappers.map(({ external }) => external.name)] }
}
