import type { Side } from '@duet/core'
import { readConnecByIds, readExternalByIds } from '../read/read-by-id.js'
import { connecResources, externalResources } from '../read/resources.js'
import type { EntityRun } from '../run-context.js'
import { reasonOf } from '../run-stop.js'
import type { SeenRecord } from '../seen-record.js'
import type { Place } from './places-of.js'

/** The records of a place as they are now, and why some could not be read, in words. */
export interface ReadPlace {
  readonly seen: readonly SeenRecord[]
  readonly notes: readonly string[]
}

const sideName: Record<Side, string> = { connec: 'Connec!', external: 'the application' }

/** Reads the records of a place by their ids. */
export async function readPlace(run: EntityRun, { ids }: Pick<Place, 'ids'>): Promise<ReadPlace> {
  const seen: SeenRecord[] = []
  const notes: string[] = []
  for (const { side, resource, id } of ids) {
    const where = `${resource} ${id} of ${sideName[side]}`
    try {
      const found = await readOne(run, { side, resource, id })
      if (found === undefined) notes.push(`${where} cannot be read: ${resource} are only read as a list.`)
      else if (found.gone.length > 0) notes.push(`${where} is not there any more.`)
      seen.push(...(found?.seen ?? []))
      notes.push(...(found?.unread ?? []).map(({ error }) => `${where} cannot be read: ${error.message}`))
    } catch (error) {
      notes.push(`${where} cannot be read: ${reasonOf(error)}`)
    }
  }
  return { seen, notes }
}

async function readOne(run: EntityRun, { side, resource, id }: Place['ids'][number]) {
  if (side === 'connec') {
    const connec = connecResources(run.entity).find(({ name }) => name === resource)
    return connec && (await readConnecByIds(run, connec, [id]))
  }
  const external = externalResources(run.entity).find(({ name }) => name === resource)
  return external?.read && (await readExternalByIds(run, external, [id]))
}
