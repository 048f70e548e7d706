import type { Entity } from '@duet/core'
import { type MassCount, tooMuch } from '../breaker/mass-change.js'
import { externalResources } from '../read/resources.js'
import type { RunContext } from '../run-context.js'
import type { Recording } from './recording.js'

/** What a reader of a plan has to know beside its counts. */
export async function notesOf(
  context: RunContext,
  entities: readonly Entity[],
  { mass }: Pick<Recording, 'mass'>,
): Promise<string[]> {
  const notes = [...context.leftOut].map(([entity, words]) => `${named(entity)} was left out. ${words}`)
  const first = await neverRead(context, entities)
  if (first.length > 0) {
    notes.push(
      `This would be the first synchronization of ${first.join(', ')}. Connec! merges new records with what it has by their match fields, and nobody can tell beforehand which: fewer records may be created than shown, and some may be updated instead.`,
    )
  }
  let open = 0
  for (const { name } of entities) open += await context.store.intents.countOpen(context.link.id, name)
  if (open > 0)
    notes.push(
      `${open} earlier creates have no answer yet; a synchronization looks for them first, a plan does not.`,
    )
  for (const [entity, count] of mass) notes.push(...(await massNote(context, entity, count)))
  return notes
}

/** Whether a synchronization would stop and ask. */
async function massNote(
  { store, link, settings, connector }: RunContext,
  entity: string,
  count: MassCount,
): Promise<string[]> {
  const shares = settings.massChange
  const mapped = await store.idMaps.count(link.id, { entity })
  const words = tooMuch(count.total(), { mapped, shares, application: connector.displayName })
  if (words === undefined || mapped < shares.minimum) return []
  return [
    `A synchronization would have ${words}, so it stops before ${named({ name: entity })} and asks whether that is meant.`,
  ]
}

async function neverRead({ store, link }: RunContext, entities: readonly Entity[]): Promise<string[]> {
  const read = new Set(
    (await store.cursors.read(link.id))
      .filter(({ side, phase }) => side === 'external' && phase === 'delta')
      .map(({ entity, resource }) => `${entity} ${resource}`),
  )
  return entities
    .filter((entity) => link.entities[entity.name]?.toConnec)
    .filter((entity) => externalResources(entity).some(({ name }) => !read.has(`${entity.name} ${name}`)))
    .map(named)
}

/** `person_and_organization` as people read it. */
const named = ({ name }: { name: string }): string => name.replaceAll('_', ' ')
