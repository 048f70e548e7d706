import type { IdMap } from '@duet/store'
import { outcomeOf } from '../apply/outcome-of.js'
import type { Work } from '../apply/work.js'
import { clockOf, createContext } from '../create-context.js'
import { dryRun } from '../dry-run/dry-run.js'
import { fieldChanges } from '../dry-run/field-changes.js'
import type { PlannedPage } from '../dry-run/page-planner.js'
import { stagingOf } from '../dry-run/recording.js'
import { explainConflict, explainWrite } from '../explain.js'
import { processPage } from '../page/process-page.js'
import { isWrite, type Operation } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'
import type { SynchronizeInput } from '../synchronize-input.js'
import { type InspectedOutcome, type InspectedPair, inspectedRecord } from './inspected-record.js'
import { type Place, placesOf } from './places-of.js'
import { type ReadPlace, readPlace } from './read-place.js'

/** What it takes to look at one record. */
export interface InspectInput
  extends Pick<
    SynchronizeInput,
    'store' | 'link' | 'connector' | 'http' | 'connec' | 'clock' | 'signal' | 'settings'
  > {
  /** Its id, at Connec! or in the application. */
  readonly recordId: string
}

/**
 * Reads one record and its counterpart as they are now, maps and plans them, and writes nothing. Answers every pair the id
 * may mean; a record that is not shared is looked for in every resource that can be read by id.
 *
 * @example const [pair] = await inspectRecord({ store, link, connector, http, connec, recordId: '4801' })
 */
export async function inspectRecord(input: InspectInput): Promise<InspectedPair[]> {
  const { store, link, connector, recordId } = input
  const pages: PlannedPage[] = []
  const planner = { take: async (_: EntityRun, page: PlannedPage) => void pages.push(page) }
  const run = dryRun({ id: `look at ${recordId}`, linkId: link.id, options: {} }, clockOf(input)())
  const context = await createContext(
    { ...input, options: {} },
    {
      run,
      signal: input.signal ?? new AbortController().signal,
      dry: { planner, stagingOf: (entity) => stagingOf(run.id, entity) },
    },
  )
  const inspected: InspectedPair[] = []
  for (const place of await placesOf(store, { linkId: link.id, connector, recordId })) {
    const entityRun = await context.entityRun(place.entity)
    const read = await readPlace(entityRun, place)
    // Of a singleton any id reads the one there is.
    if (place.idMap === undefined && !read.seen.some(({ id }) => id === recordId)) continue
    pages.length = 0
    await processPage(entityRun, { seen: read.seen, unread: [], rivals: 'none' })
    inspected.push(...pairsOf(place, { read, pages }))
  }
  return inspected
}

interface Looked {
  readonly read: ReadPlace
  readonly pages: readonly PlannedPage[]
}

function pairsOf(place: Place, { read, pages }: Looked): InspectedPair[] {
  const works = pages.flatMap((page) => page.works)
  const beside = pages.flatMap((page) => page.beside.traces.map(({ detail, reason }) => detail ?? reason))
  const notes = [...read.notes, ...beside]
  if (works.length === 0) return [unmapped(place, { ...read, notes })]
  return works.map((work) => {
    const { pairing, input, plan } = work
    const idMap = pairing.unsaved ? place.idMap : pairing.idMap
    const at = (side: 'connec' | 'external') =>
      pairing[side] && inspectedRecord(pairing[side], { considered: input[side], idMap })
    return {
      entity: place.entity.name,
      connecResource: pairing.prepared.pair.connec,
      externalResource: pairing.prepared.pair.external,
      idMap,
      connec: at('connec'),
      external: at('external'),
      outcomes: outcomesOf(work),
      notes: [...notes, ...plan.conflicts.map(explainConflict)],
    }
  })
}

/** A record no mapper takes, or a pair of which neither record is there. */
function unmapped({ entity, idMap, ids }: Place, { seen, notes }: ReadPlace): InspectedPair {
  const at = (side: 'connec' | 'external') => {
    const record = seen.find((one) => one.side === side)
    return record && inspectedRecord(record, { considered: undefined, idMap })
  }
  const resourceOf = (side: 'connec' | 'external') => ids.find((one) => one.side === side)?.resource ?? ''
  return {
    entity: entity.name,
    ...resourcesOf(idMap, { connec: resourceOf('connec'), external: resourceOf('external') }),
    idMap,
    connec: at('connec'),
    external: at('external'),
    outcomes: [],
    notes,
  }
}

const resourcesOf = (idMap: IdMap | undefined, known: { connec: string; external: string }) => ({
  connecResource: idMap?.connecResource ?? known.connec,
  externalResource: idMap?.externalResource ?? known.external,
})

const outcomesOf = (work: Work): InspectedOutcome[] =>
  [work.plan.connec, work.plan.external].flatMap((operation) =>
    operation === undefined ? [] : [outcome(work, operation)],
  )

function outcome(work: Work, operation: Operation): InspectedOutcome {
  const { side, kind } = operation
  if (isWrite(operation))
    return { side, kind, words: wouldBe(operation), changes: fieldChanges(work, operation) }
  const words = outcomeOf(work, side)?.detail ?? 'It is as last agreed; nothing needs to be done.'
  return { side, kind, words, changes: [] }
}

/** "Created in Connec!." becomes what would happen. */
const wouldBe = (operation: Parameters<typeof explainWrite>[0]): string =>
  explainWrite(operation).replace(/^(\w)/, (letter) => `Would be ${letter.toLowerCase()}`)
