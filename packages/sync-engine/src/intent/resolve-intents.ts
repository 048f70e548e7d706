import type { Entity } from '@duet/core'
import type { Intent } from '@duet/store'
import { intentPayload, sentDraft } from '../apply/intent-payload.js'
import { commit, noChanges } from '../apply/page-changes.js'
import { failedRow } from '../apply/pending-row.js'
import { hashOf } from '../canonical.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { EntityRun, RunContext } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { adopt } from './adopt.js'
import { adoptFromHub } from './adopt-from-hub.js'
import { carryOutDecisions } from './carry-out-decisions.js'
import { findCreated } from './find-created.js'
import { sendAgain } from './send-again.js'

/**
 * Finds out what became of creates whose end is unknown. Those by key are sent again; of the others, one record over there with what we sent, or by which the hub
 * would match it, that no id map claims, is ours; none means it was never made; several are for a person to tell
 * apart, and never a second create.
 */
export async function resolveIntents(context: RunContext, entity: Entity): Promise<void> {
  const { leftovers } = context
  if (leftovers.decided) {
    const decided = await context.store.pending.decided(context.link.id, entity.name)
    if (decided.length > 0) await carryOutDecisions(await context.entityRun(entity), decided)
  }
  if (!leftovers.intents) return
  for await (const open of openIntents(context, entity))
    await resolvePage(await context.entityRun(entity), open)
}

/** Page by page: a long outage may leave many. */
async function* openIntents({ store, link }: RunContext, { name }: Entity): AsyncGenerator<Intent[]> {
  let after: string | undefined
  for (;;) {
    const open = await store.intents.listOpen(link.id, name, { limit: AT_ONCE, after })
    if (open.length > 0) yield open
    if (open.length < AT_ONCE) return
    after = open.at(-1)?.id
  }
}

/** Intents looked for together: each page of them costs a look at what has come in the application. */
const AT_ONCE = 500

async function resolvePage(run: EntityRun, open: readonly Intent[]): Promise<void> {
  const { context } = run
  for (const prepared of run.mappers) {
    const { pair, mapper } = prepared
    const ofPair = open.filter(
      (intent) => intent.pair.connec === pair.connec && intent.pair.external === pair.external,
    )
    await adoptFromHub(
      run,
      prepared,
      ofPair.filter(({ side }) => side === 'connec'),
    )
    const own = ofPair.filter(({ side }) => side === 'external')
    if (mapper.external.upsert) {
      await sendAgain(run, prepared, own)
      continue
    }
    const tooFresh = (intent: Intent) => context.clock() < intent.createdAt + (mapper.external.listLagMs ?? 0)
    if (own.some(tooFresh)) context.tally.keepsUnsettled = true
    await resolveOf(
      run,
      prepared,
      own.filter((intent) => !tooFresh(intent)),
    )
  }
}

async function resolveOf(
  run: EntityRun,
  prepared: PreparedMapper,
  intents: readonly Intent[],
): Promise<void> {
  if (intents.length === 0) return
  const { store, link } = run.context
  const mapped = await store.idMaps.byConnecIds(
    link.id,
    prepared.pair,
    intents.map(({ sourceId }) => sourceId),
  )
  const settled = new Set(
    mapped.filter(({ externalId }) => externalId !== null).map(({ connecId }) => connecId),
  )
  const sought = intents.filter(({ sourceId }) => !settled.has(sourceId))
  const hits = await findCreated(run, prepared, sought)
  const changes = noChanges()
  const ambiguous: string[] = []
  const taken = new Set<string>()
  const draftHashes = new Map(
    intents.map((intent) => [intent, hashOf(sentDraft(intentPayload.parse(intent.payload)))]),
  )
  const twins = Map.groupBy(intents, (intent) => draftHashes.get(intent))
  for (const intent of intents) {
    const found = (hits.get(intent) ?? []).filter(({ id }) => !taken.has(id))
    const [only] = found
    if (only !== undefined) taken.add(only.id)
    if (found.length > (twins.get(draftHashes.get(intent))?.length ?? 0)) {
      ambiguous.push(intent.id)
      changes.pending.push(ambiguousRow(run, prepared, { intent, found }))
    } else {
      changes.closeIntents.push(intent.id)
      if (only !== undefined) adopt(run, { prepared, intent, record: only, changes })
    }
  }
  await commit(run, changes)
  await store.intents.markAmbiguous(ambiguous)
}

interface Ambiguous {
  readonly intent: Intent
  readonly found: readonly SeenRecord[]
}

function ambiguousRow(run: EntityRun, { pair }: PreparedMapper, { intent, found }: Ambiguous) {
  const { sourceId, payload } = intent
  const { label } = intentPayload.parse(payload)
  const kept = {
    pair,
    side: 'connec',
    id: sourceId,
    label,
    payload: () => ({ candidates: found.slice(0, 10).map(({ id, label }) => ({ id, label })) }),
    fingerprint: '',
    before: undefined,
  } as const
  return failedRow(run, kept, {
    class: 'ambiguous',
    message: `The answer to its create was lost, and several records over there look like it: ${namesOf(found)}. Decide which one is meant, or create it anew.`,
    field: null,
  })
}

const namesOf = (found: readonly SeenRecord[]): string =>
  found
    .slice(0, 10)
    .map(({ id, label }) => `${id} (${label})`)
    .join(', ')
