import { DuetError } from '@duet/core'
import type { RunOptions } from '@duet/store'
import type { Blueprint } from '../recorded/blueprint.js'
import { answeredId } from '../recorded/recorded-application.js'
import { createRecordedWorld, type RecordedWorld } from '../recorded/recorded-world.js'
import type { Outcome } from '../runner.js'
import { showsDefect, type Vector } from '../vector.js'
import { type ConsolidationVector, consolidationVector } from './consolidation-vector.js'
import { sayDifference } from './difference.js'
import { compareAll, compareOthers } from './differences.js'
import { factsOf } from './facts.js'

/** Runs one recorded consolidation through the engine, its store and the hub's client. */
export async function runConsolidation(vector: Vector): Promise<Outcome> {
  const recorded = consolidationVector.parse(vector)
  const hasFailed = recorded.expected.error != null
  try {
    await using world = await carryOut(recorded)
    const [blueprint] = world.blueprints
    const differences =
      hasFailed && !showsDefect(vector)
        ? await compareOthers(world, recorded.expected)
        : await compareAll(world, recorded.expected, recordedIds(recorded, blueprint))
    const facts = blueprint ? factsOf(recorded, blueprint, world.account) : new Map()
    return { differences: differences.map((one) => sayDifference(one, facts)) }
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

/** The ids the application answered with in the recording, call by call. */
function recordedIds({ externalScript, expected }: ConsolidationVector, blueprint: Blueprint | undefined) {
  const fieldOf = (name: string | undefined) =>
    blueprint?.external.find(({ title }) => title === name)?.fields.id ?? 'Id'
  return externalScript.map((answer, at) =>
    answeredId(answer, fieldOf(expected.externalCalls[at]?.entityName)),
  )
}
