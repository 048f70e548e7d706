import type { Entity } from '@duet/core'
import type { Cursor } from '@duet/store'
import { isOutage } from './apply/failure.js'
import { createMatchKeys } from './apply/match-keys.js'
import { idScopesOf } from './id-scope.js'
import { preparedMapper } from './prepared-mapper.js'
import { referenceTargetsOf } from './reference-targets.js'
import type { EntityRun, RunContext } from './run-context.js'
import { createOutageBreaker, readFailed } from './run-stop.js'
import { goesOn } from './set-aside.js'
import { defaultSettings, type EngineSettings } from './settings.js'
import type { SynchronizeInput } from './synchronize-input.js'

/** What a context is made of: all of a run's input but what starts and names the run. */
export type ContextInput = Omit<SynchronizeInput, 'trigger' | 'owner' | 'records'>

/** The run a context is for; its signal also ends when the lease is lost. */
export type ContextRun = Pick<RunContext, 'run' | 'signal' | 'dry' | 'shown'>

/** Everything a run, or a dry run, works with. */
export async function createContext(
  input: ContextInput,
  { run, signal, dry, shown }: ContextRun,
): Promise<RunContext> {
  const { store, link, connector, http, connec, options } = input
  const leftovers = await store.leftovers(link.id)
  const entityRuns = new Map<Entity, Promise<EntityRun>>()
  const context: RunContext = {
    store,
    run,
    link,
    connector,
    http,
    connec,
    options,
    signal,
    dry,
    shown,
    settings: settingsOf(input),
    clock: clockOf(input),
    log: input.log ?? (() => undefined),
    scopes: idScopesOf(connector),
    references: referenceTargetsOf(connector, link.entities),
    breaker: createOutageBreaker(isOutage),
    matchKeys: createMatchKeys(store, link.id),
    withoutMatch: new Set(),
    leftOut: new Map(),
    failedEntities: new Map(),
    held: new Map(),
    movesRead: new Map(),
    leftovers,
    tally: {
      read: 0,
      side: 'external',
      keepsPending: leftovers.pending,
      keepsFailed: leftovers.failed,
      keepsAnnouncements: leftovers.announcements,
      keepsStaged: leftovers.staged,
      keepsMoves: leftovers.moves,
      keepsUnsettled: false,
      noted: '',
    },
    cursorsOf: cursorsAtStart(input),
    preparedEntities: () =>
      Promise.all(
        [...entityRuns].filter(([entity]) => goesOn(context, entity)).map(([, prepared]) => prepared),
      ),
    entityRun(entity) {
      const known = entityRuns.get(entity) ?? prepareEntity(context, entity)
      entityRuns.set(entity, known)
      return known
    },
  }
  return context
}

/** Read once for all entities: a run moves the cursors of an entity only while it works on that one. */
function cursorsAtStart({ store, link }: ContextInput): RunContext['cursorsOf'] {
  const taken = new Set<Entity>()
  let atStart: Promise<readonly Cursor[]> | undefined
  return (entity) => {
    if (taken.has(entity)) return store.cursors.read(link.id)
    taken.add(entity)
    atStart ??= store.cursors.read(link.id)
    return atStart
  }
}

export const settingsOf = ({ settings }: Pick<SynchronizeInput, 'settings'>): EngineSettings => ({
  ...defaultSettings,
  ...settings,
})

export const clockOf = ({ clock }: Pick<SynchronizeInput, 'clock'>): (() => number) => clock ?? Date.now

async function prepareEntity(context: RunContext, entity: Entity): Promise<EntityRun> {
  const { link, options, settings, run, http } = context
  const directions = link.entities[entity.name] ?? { toConnec: false, toExternal: false }
  const mappers = await Promise.all(
    entity.mappers.map(async (mapper) => {
      const prepared = await mapper.prepare(http).catch((error: unknown) => {
        throw readFailed(`what ${entity.name} needs`, error)
      })
      return preparedMapper(mapper, prepared)
    }),
  )
  const policy = {
    directions,
    push: entity.push,
    preempt: options.preempt ?? entity.preempt,
    full: options.full ?? false,
    historyLimit: link.historyLimit,
    firstSeenAt: run.startedAt,
    skewToleranceMs: settings.skewToleranceMs,
    flips: { times: settings.flipFlop.times, since: run.startedAt - settings.flipFlop.withinMs },
  }
  const { dry, shown } = context
  const staging = dry?.stagingOf(entity.name) ?? entity.name
  return { context, entity, directions, mappers, policy, staging, planner: dry?.planner, shown }
}
