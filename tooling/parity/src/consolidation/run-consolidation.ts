import { DuetError } from '@duet/core'
import type { RunOptions } from '@duet/store'
import { createRecordedWorld, type RecordedWorld } from '../recorded/recorded-world.js'
import type { Outcome } from '../runner.js'
import { showsDefect, type Vector } from '../vector.js'
import { type ConsolidationVector, consolidationVector } from './consolidation-vector.js'
import { differencesOf, differencesOfOthers } from './differences.js'

/** Runs one recorded consolidation through the engine, its store and the hub's client. */
export async function runConsolidation(vector: Vector): Promise<Outcome> {
  const recorded = consolidationVector.parse(vector)
  const hasFailed = recorded.expected.error != null
  try {
    await using world = await carryOut(recorded)
    const compare = hasFailed && !showsDefect(vector) ? differencesOfOthers : differencesOf
    return { differences: await compare(world, recorded.expected) }
  } catch (error) {
    if (error instanceof DuetError) return { differences: hasFailed ? [] : [`refused: ${error.message}`] }
    return {
      differences: [],
      untyped: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

async function carryOut(recorded: ConsolidationVector): Promise<RecordedWorld> {
  const { opts, expected } = recorded
  const world = await createRecordedWorld({
    entities: [recorded.entity],
    organization: recorded.organization,
    now: recorded.now,
    idMaps: recorded.idMaps,
    connecRecords: opts.__skip_connec ? [] : recorded.connecEntities,
    externalRecords: opts.__skip_external ? [] : recorded.externalEntities,
    connecGets: recorded.connecGetScript,
    externalAnswers: recorded.externalScript,
    externalCalls: expected.externalCalls,
    batchAnswers: recorded.connecBatchScript,
    batches: expected.connecBatches,
    since: recorded.fetch?.lastSynchronizationDate ?? undefined,
  })
  await world.run(runOptionsOf(opts))
  return world
}

function runOptionsOf({
  full_sync: full,
  connec_preemption: preempts,
}: ConsolidationVector['opts']): RunOptions {
  return {
    ...(full && { full }),
    ...(typeof preempts === 'boolean' && { preempt: preempts ? 'connec' : 'external' }),
  }
}
