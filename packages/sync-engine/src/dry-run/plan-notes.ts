import type { Entity } from '@duet/core'
import { externalResources } from '../read/resources.js'
import type { RunContext } from '../run-context.js'

/** What a reader of a plan has to know beside its counts. */
export async function notesOf(context: RunContext, entities: readonly Entity[]): Promise<string[]> {
  const notes = [...context.leftOut].map(([{ name }, words]) => `${name} was left out. ${words}`)
  const first = await neverRead(context, entities)
  if (first.length > 0) {
    notes.push(
      `This would be the first synchronization of ${first.join(', ')}. Connec! merges new records with what it has by their match fields, and nobody can tell beforehand which: fewer records may be created than shown, and some may be updated instead.`,
    )
  }
  let open = 0
  for (const { name } of entities)
    open += (await context.store.intents.listOpen(context.link.id, name)).length
  if (open > 0)
    notes.push(
      `${open} earlier creates have no answer yet; a synchronization looks for them first, a plan does not.`,
    )
  return notes
}

async function neverRead({ store, link }: RunContext, entities: readonly Entity[]): Promise<string[]> {
  const read = new Set(
    (await store.cursors.read(link.id))
      .filter(({ side }) => side === 'external')
      .map(({ entity, resource }) => `${entity} ${resource}`),
  )
  return entities
    .filter((entity) => link.entities[entity.name]?.toConnec)
    .filter((entity) => externalResources(entity).some(({ name }) => !read.has(`${entity.name} ${name}`)))
    .map(({ name }) => name)
}
