import type { Link, RunOptions } from '@duet/store'
import type { HostContext } from '../open-context.js'
import { type LookResult, synchronizeLink } from '../worker/synchronize-link.js'
import { findLinks } from './find-links.js'
import { type Progress, silent } from './progress.js'
import { readingProgress } from './reading-progress.js'
import { UsageError } from './usage-error.js'

/** A look at a link that a command made. */
export type Result = LookResult & { linkId: string }

/** Synchronizes the links meant by a name, in this process. */
export async function synchronizeNow(
  context: HostContext,
  { name, options, progress }: { name: string; options: RunOptions; progress: Progress },
): Promise<Result[]> {
  const results: Result[] = []
  for (const link of await findLinks(context.store, name)) {
    refuseUnknownEntities(context, link, options.only)
    results.push(await lookNow(context, { link, options, progress }))
  }
  return results
}

/** Asks for a run of one link and makes it. */
export async function lookNow(
  context: HostContext,
  { link, options, progress = silent }: { link: Link; options: RunOptions; progress?: Progress },
): Promise<Result> {
  const never = new AbortController().signal
  await context.store.requests.add([
    { linkId: link.id, kind: 'run', trigger: 'manual', options, records: [], at: Date.now() },
  ])
  const onEvent = readingProgress(progress)
  const look = { linkId: link.id, budgets: new Map(), signal: never, stopping: never, onEvent }
  const result = await synchronizeLink(context, look)
  progress('')
  return { linkId: link.id, ...result }
}

/** Throws `UsageError` for an entity the connector does not have. */
export function refuseUnknownEntities(
  { catalog }: HostContext,
  { connector }: Link,
  only: readonly string[] = [],
): void {
  const entities = catalog.connectors.get(connector)?.connector.entities ?? []
  const unknown = only.find((name) => !entities.some((entity) => entity.name === name))
  if (unknown === undefined) return
  throw new UsageError(
    `Failed to synchronize: ${connector} has no entity "${unknown}". Name one of: ${entities.map((entity) => entity.name).join(', ')}.`,
  )
}
