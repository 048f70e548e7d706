import { EntityNotFoundError, ExternalApiError } from '@duet/core'
import pLimit from 'p-limit'
import type { EntityRun } from '../run-context.js'
import { accountTrouble, type RunStop } from '../run-stop.js'
import { type SeenRecord, seenExternal } from '../seen-record.js'

import type { PlannedWrite } from './work.js'
import type { WriteResult } from './write-result.js'

/** Writes to the application, a few at a time; returns what stops the run, if anything. */
export async function writeToExternal(
  run: EntityRun,
  writes: readonly PlannedWrite[],
): Promise<RunStop | undefined> {
  const { settings, breaker } = run.context
  const limit = pLimit(settings.concurrency)
  let stop: RunStop | undefined
  await Promise.all(
    writes.map((write) =>
      limit(async () => {
        if (stop !== undefined) {
          write.work.results.connec = { kind: 'unsent', refused: false }
          return
        }
        const result = await writeOne(run, write)
        const error = result.kind === 'failed' ? result.error : undefined
        const trouble = accountTrouble(error)
        stop ??= trouble ?? breaker.note(error)
        write.work.results.connec = trouble === undefined ? result : { kind: 'unsent', refused: true }
      }),
    ),
  )
  return stop
}

async function writeOne(run: EntityRun, { work, operation }: PlannedWrite): Promise<WriteResult> {
  const { external } = work.pairing.prepared.mapper
  try {
    const fields = external.encode(operation.draft)
    if (operation.kind === 'create') return created(work, await send(run, work, fields))
    const id = work.pairing.idMap?.externalId ?? ''
    const raw = await external.update?.(run.context.http, id, fields)
    return { kind: 'written', id, answer: answerOf(work, raw) }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

/** By upsert where there is one: it may be sent again without making a second record. */
async function send({ context }: EntityRun, { pairing }: PlannedWrite['work'], fields: unknown) {
  const { external } = pairing.prepared.mapper
  try {
    return external.upsert
      ? await external.upsert(context.http, pairing.connec?.id ?? '', fields)
      : await external.create?.(context.http, fields)
  } catch (error) {
    if (!(error instanceof EntityNotFoundError)) throw error
    throw new ExternalApiError(error.message, { status: 404, cause: error })
  }
}

function created(work: PlannedWrite['work'], raw: unknown): WriteResult {
  const { external } = work.pairing.prepared.mapper
  const id = external.idOf(raw)
  if (id === undefined) return { kind: 'failed', error: answeredWithoutId(external.name) }
  return { kind: 'written', id, answer: answerOf(work, raw) }
}

const answeredWithoutId = (resource: string) =>
  new CreateWithoutIdError(
    `Failed to create a record of ${resource}: the application answered without an id. It is looked for before it is created again.`,
  )

/** The application said yes to a create and did not say which record it made. */
export class CreateWithoutIdError extends ExternalApiError {}

/** An answer that is no whole record is no answer; the write stands. */
function answerOf({ pairing }: PlannedWrite['work'], raw: unknown): SeenRecord | undefined {
  try {
    return raw === undefined || raw === null ? undefined : seenExternal(pairing.prepared.mapper.external, raw)
  } catch {
    return undefined
  }
}
