import type { ConnecWrite } from '@duet/connec-client'
import { EntityNotFoundError, otherSide } from '@duet/core'
import type { IdMap } from '@duet/store'
import pLimit from 'p-limit'
import { failureOf } from '../apply/failure.js'
import type { EntityRun } from '../run-context.js'
import { accountTrouble } from '../run-stop.js'
import type { GonePairs, PairEnd } from './end-pairs.js'
import { findUnedited } from './find-unedited.js'

/** Puts the other records of gone ones away, where that is wanted, possible, and nobody edited them meanwhile. */
export async function archiveOthers(run: EntityRun, gone: GonePairs): Promise<readonly PairEnd[]> {
  const { connector } = run.context
  const what =
    gone.side === 'connec'
      ? 'The record was put away in Connec!'
      : `The record is gone in ${connector.displayName}`
  const whatOf = (idMap: IdMap): string => gone.what?.(idMap) ?? what
  const other = gone.side === 'connec' ? connector.displayName : 'Connec!'
  const ended = (idMap: IdMap, more: string): PairEnd => ({
    idMap,
    outcome: 'skipped',
    reason: 'inactive',
    words: `${whatOf(idMap)}${more}`,
    wrote: false,
  })
  if (run.entity.deletions[gone.side] !== 'archive') return gone.idMaps.map((idMap) => ended(idMap, ''))
  if (!canArchive(run, gone))
    return gone.idMaps.map((idMap) => ended(idMap, `; it cannot be archived in ${other}`))
  const edited = ` and was edited in ${other} meanwhile, where it is kept`
  if (gone.isEdited) return gone.idMaps.map((idMap) => ended(idMap, edited))
  const { unedited, gone: goneToo } = await findUnedited(run, gone)
  const kept = gone.idMaps.filter((idMap) => !unedited.includes(idMap))
  const errors = await (gone.side === 'external' ? archiveAtHub : archiveThere)(run, gone, unedited)
  return [
    ...kept.map((idMap) => ended(idMap, goneToo.includes(idMap) ? '' : edited)),
    ...unedited.map((idMap, place): PairEnd => {
      const error = errors[place]
      if (error === undefined || error instanceof EntityNotFoundError) {
        const words = `${whatOf(idMap)} and was archived in ${other}`
        return { idMap, outcome: 'applied', reason: 'archive', words, wrote: true }
      }
      const failure = failureOf(error)
      const { class: reason, message } = failure
      return { idMap, outcome: 'failed', reason, words: message, wrote: true, failure }
    }),
  ]
}

/** Only what the other side may be told, and knows how to be told. */
function canArchive({ directions, policy }: EntityRun, { prepared, side }: GonePairs): boolean {
  if (policy.push[otherSide(side)] !== 'upsert') return false
  const { connec, external } = prepared.mapper
  return side === 'external'
    ? directions.toConnec && 'status' in connec.fields
    : directions.toExternal && external.archive !== undefined && external.read !== undefined
}

type Errors = readonly (unknown | undefined)[]

async function archiveAtHub(
  { context }: EntityRun,
  { prepared }: GonePairs,
  idMaps: readonly IdMap[],
): Promise<Errors> {
  if (idMaps.length === 0) return []
  const writes = idMaps.map(
    ({ connecId }): ConnecWrite => ({
      kind: 'update',
      resource: prepared.mapper.connec,
      connecId: connecId ?? '',
      fields: { status: 'ARCHIVED' },
    }),
  )
  try {
    const results = await context.connec.write(writes)
    return results.map((result) => (result.ok ? undefined : result.error))
  } catch (error) {
    const trouble = accountTrouble(error)
    if (trouble !== undefined) throw trouble
    return idMaps.map(() => error)
  }
}

async function archiveThere(
  { context }: EntityRun,
  { prepared }: GonePairs,
  idMaps: readonly IdMap[],
): Promise<Errors> {
  const limit = pLimit(context.settings.concurrency)
  const { external } = prepared.mapper
  const archive = async ({ externalId }: IdMap): Promise<unknown> => {
    try {
      await external.archive?.(context.http, externalId ?? '')
      return undefined
    } catch (error) {
      return accountTrouble(error) ?? error
    }
  }
  const errors = await Promise.all(idMaps.map((idMap) => limit(() => archive(idMap))))
  const trouble = errors.map(accountTrouble).find((one) => one !== undefined)
  if (trouble !== undefined) throw trouble
  return errors
}
