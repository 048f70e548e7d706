import { EntityNotFoundError, RejectedError } from '@duet/core'
import type { EntityRun } from '../run-context.js'
import { RunStop } from '../run-stop.js'
import type { SeenPage } from '../seen-record.js'
import type { ConnecPlace, ExternalPlace } from './places.js'
import { connecPages, externalPages } from './read-pages.js'
import type { ReadingCheckpoint } from './reading-checkpoint.js'

/** A page of a first reading. */
export interface FirstPage {
  readonly page: SeenPage
  /** Where it begins, in the reader's own words; undefined where the list cannot start in the middle. */
  readonly at: string | undefined
}

/** Pages of a resource of the application that was never read to its end, from where it was left. */
export const firstExternalPages = (
  run: EntityRun,
  { resource, cursor }: ExternalPlace,
): AsyncGenerator<FirstPage> =>
  resumed(cursor.resume, async function* (from) {
    let at: string | undefined
    const checkpoint = {
      from,
      note: (place: string) => {
        at = place
      },
    }
    const options = { since: cursor.since, pageSize: run.context.settings.firstPageSize, checkpoint }
    for await (const page of externalPages(run, resource, options)) yield { page, at }
  })

/** The same for a resource of the hub. */
export const firstConnecPages = (
  run: EntityRun,
  { resource, cursor }: ConnecPlace,
): AsyncGenerator<FirstPage> =>
  resumed(cursor.resume, async function* (from) {
    let skip = from === undefined ? 0 : Number(from)
    const options = { since: cursor.since, pageSize: run.context.settings.firstPageSize, skip }
    for await (const page of connecPages(run, resource, options)) {
      yield { page, at: resource.singleton ? undefined : String(skip) }
      skip += page.seen.length + page.unread.length
    }
  })

/**
 * Begins with the page that was done last. Where that one no longer holds the record it ended with, or its place is
 * refused, records may have moved past it: the list is read from its start.
 */
async function* resumed(
  resume: ReadingCheckpoint | undefined,
  pagesFrom: (at: string | undefined) => AsyncGenerator<FirstPage>,
): AsyncGenerator<FirstPage> {
  if (resume !== undefined) {
    let isPlaced = false
    try {
      for await (const one of pagesFrom(resume.at)) {
        isPlaced ||= holds(one.page, resume.last)
        if (!isPlaced) break
        yield one
      }
    } catch (error) {
      if (isPlaced || !isPlaceRefused(error)) throw error
    }
    if (isPlaced) return
  }
  yield* pagesFrom(undefined)
}

const holds = ({ seen, unread }: SeenPage, id: string | null): boolean =>
  seen.some((record) => record.id === id) || unread.some((record) => record.id === id)

/** Cursors of an API may have gone stale. */
const isPlaceRefused = (error: unknown): boolean =>
  error instanceof RunStop &&
  (error.cause instanceof RejectedError || error.cause instanceof EntityNotFoundError)
