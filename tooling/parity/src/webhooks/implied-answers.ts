import { connecNames } from '@duet/connec-client'
import { isPlainObject } from '@duet/core'
import type { BatchAnswer, BatchOp } from '../recorded/batch-answer.js'
import type { Blueprint } from '../recorded/blueprint.js'
import { collectionOf } from '../recorded/known-ids.js'
import type { WebhookVector } from './webhook-vector.js'

/** What the hub answered to the recorded batches: not recorded by itself, but the ids it gave are known afterwards. */
export function impliedAnswers(
  { expected, connecBatchScript }: WebhookVector,
  blueprints: readonly Blueprint[],
): readonly BatchAnswer[] {
  if (connecBatchScript.length > 0) return connecBatchScript
  const plans = blueprints.flatMap(({ connec }) => connec)
  const given = new Map(
    expected.idMaps.flatMap(({ connec_id, connec_entity, external_id }) => {
      const plan = plans.find(({ title }) => connecNames(title).words === connec_entity)
      return plan === undefined ? [] : [[`${collectionOf(plan)} ${external_id}`, connec_id] as const]
    }),
  )
  const resultOf = ({ url, params }: BatchOp) => {
    const [, collection = '', named] = /^\/api\/v2\/[^/]+\/([^/]+)\/?([^/]*)$/.exec(url) ?? []
    const body = params?.[collection]
    const ids: unknown[] = isPlainObject(body) && Array.isArray(body.id) ? body.id : []
    const [own] = ids.flatMap((entry) => (isPlainObject(entry) ? [String(entry.id)] : []))
    const id = named || given.get(`${collection} ${own}`)
    const all = [{ id, provider: 'connec', realm: 'org' }, ...ids]
    return { status: named ? 200 : 201, body: { [collection]: { ...Object(body), id: all } } }
  }
  return expected.connecBatches.map(({ ops }) => ({ body: { results: ops.map(resultOf) } }))
}
