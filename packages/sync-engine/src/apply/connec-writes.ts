import type { ConnecWrite, ConnecWriteResult } from '@duet/connec-client'
import type { PlainRecord } from '@duet/core'
import { toHubId } from '../id-scope.js'
import { rewriteReferences } from '../reference-values.js'
import type { EntityRun } from '../run-context.js'
import { accountTrouble, type RunStop } from '../run-stop.js'
import { seenConnec } from '../seen-record.js'
import { type MatchGroups, matchGroupsOf } from './match-groups.js'
import type { PlannedWrite } from './work.js'
import type { WriteResult } from './write-result.js'

/** Writes to the hub, batch by batch; returns what stops the run, if anything. */
export async function writeToConnec(
  run: EntityRun,
  writes: readonly PlannedWrite[],
): Promise<RunStop | undefined> {
  const { connec, settings, breaker } = run.context
  const matched = await matchGroupsOf(run, writes)
  let stop: RunStop | undefined
  for (let start = 0; start < writes.length; start += settings.batchSize) {
    const batch = writes.slice(start, start + settings.batchSize)
    if (stop !== undefined) {
      settleAll(batch, () => ({ kind: 'unsent', refused: false }))
      continue
    }
    try {
      const answers = await connec.write(batch.map((write) => toConnecWrite(run, write, matched.get(write))))
      for (const [place, write] of batch.entries()) {
        const result = toResult(write, answers[place])
        write.work.results.external = result
        stop ??= breaker.note(result.kind === 'failed' ? result.error : undefined)
      }
    } catch (error) {
      stop = accountTrouble(error) ?? breaker.note(error)
      const unsent = accountTrouble(error) !== undefined
      settleAll(batch, () => (unsent ? { kind: 'unsent', refused: true } : { kind: 'failed', error }))
    }
  }
  return stop
}

function settleAll(writes: readonly PlannedWrite[], result: () => WriteResult): void {
  for (const { work } of writes) work.results.external = result()
}

function toConnecWrite(
  run: EntityRun,
  { work, operation }: PlannedWrite,
  match: MatchGroups | undefined,
): ConnecWrite {
  const { mapper } = work.pairing.prepared
  const fields = withHubIds(run, work, operation.draft)
  const externalId = toHubId(mapper.external, work.pairing.external?.id ?? '')
  const resource = mapper.connec
  const connecId = work.pairing.idMap?.connecId
  if (operation.kind === 'update' && connecId != null)
    return { kind: 'update', resource, connecId, externalId, fields }
  return { kind: 'create', resource, fields, externalId, match }
}

/** References in the spelling of the hub: with the scope of the resource they lead to. */
function withHubIds(
  { context }: EntityRun,
  { pairing }: PlannedWrite['work'],
  draft: PlainRecord,
): PlainRecord {
  let fields = draft
  for (const reference of pairing.prepared.mapper.connec.references) {
    const target = context.references.of(reference.resource)
    if (target?.mapper.external.idScope === undefined) continue
    fields = rewriteReferences(fields, reference, (id) => toHubId(target.mapper.external, id))
  }
  return fields
}

function toResult({ work }: PlannedWrite, answer: ConnecWriteResult | undefined): WriteResult {
  if (answer === undefined)
    return { kind: 'failed', error: new Error('The hub gave no result for this record.') }
  if (!answer.ok) return { kind: 'failed', error: answer.error }
  const { connecId: id, record } = answer
  const { connec } = work.pairing.prepared.mapper
  return { kind: 'written', id, answer: record && seenConnec(connec, record), hubRecord: record }
}
