import type { Connec } from '@duet/connec-client'
import type { Connector, Entity, Http, Side } from '@duet/core'
import type { Cursor, EntitySwitch, Leftovers, Link, Run, RunOptions, Store } from '@duet/store'
import type { MatchKeys } from './apply/match-keys.js'
import type { PagePlanner } from './dry-run/page-planner.js'
import type { ShownPlan } from './dry-run/shown-plan.js'
import type { IdScopes } from './id-scope.js'
import type { PlanPolicy } from './plan/plan-input.js'
import type { PreparedMapper } from './prepared-mapper.js'
import type { ReferenceTargets } from './reference-targets.js'
import type { OutageBreaker, RunStop } from './run-stop.js'
import type { EngineSettings } from './settings.js'

/** What the engine says while it works: ids and counts only. */
export interface EngineEvent {
  readonly event: string
  readonly linkId: string
  readonly [key: string]: string | number | boolean | null | undefined
}

/** Everything one run works with. */
export interface RunContext {
  readonly store: Store
  readonly run: Run
  readonly link: Link
  readonly connector: Connector
  readonly http: Http
  readonly connec: Connec
  readonly options: RunOptions
  readonly settings: EngineSettings
  readonly clock: () => number
  readonly signal: AbortSignal
  readonly log: (event: EngineEvent) => void
  readonly scopes: IdScopes
  readonly references: ReferenceTargets
  readonly breaker: OutageBreaker
  /** Match keys of records created at the hub in this run: the second one of a key is sent without `match`. */
  readonly matchKeys: MatchKeys
  /** Records a person wants created anew: they are sent without `match`. */
  readonly withoutMatch: Set<string>
  /** Set in a dry run: where pages go, and where records are put aside meanwhile. */
  readonly dry?: { readonly planner: PagePlanner; stagingOf(entity: string): string } | undefined
  /** The plan that this run carries out, to compare with. */
  readonly shown?: ShownPlan | undefined
  /** Entities the account's plan does not include, and why. */
  readonly leftOut: Map<Entity, string>
  /** Entities whose reads failed, and why; the run goes on with the others and fails in the end. */
  readonly failedEntities: Map<Entity, RunStop>
  /** Entities that a breaker stopped, and what would have happened. */
  readonly held: Map<Entity, string>
  /**
   * What the pages so far add up to; spares the database from being asked page by page. Where some records have failed
   * and wait for their next try, rivals are looked for among them.
   */
  readonly tally: {
    read: number
    /** Of which side pages come. */
    side: Side
    keepsPending: boolean
    keepsFailed: boolean
    keepsAnnouncements: boolean
    keepsStaged: boolean
    /** Whether any record has ever become another one. */
    keepsMoves: boolean
    /** Whether creates may or may not have been carried out, and cannot be looked for yet. */
    keepsUnsettled: boolean
    /** As last noted, so that nothing is noted twice. */
    noted: string
  }
  /** Where logs of moves are read on, by entity and the resource that tells. */
  readonly movesRead: Map<string, string | undefined>
  /** What was left when the run began. */
  readonly leftovers: Leftovers
  /** Cursors as they were when the run began; an entity that is looked at again needs them anew. */
  cursorsOf(entity: Entity): Promise<readonly Cursor[]>
  /** An entity, made ready when first needed. */
  entityRun(entity: Entity): Promise<EntityRun>
  /** The entities that were made ready. */
  preparedEntities(): Promise<readonly EntityRun[]>
}

/** One entity in a run. */
export interface EntityRun {
  readonly context: RunContext
  readonly entity: Entity
  readonly directions: EntitySwitch
  readonly mappers: readonly PreparedMapper[]
  readonly policy: PlanPolicy
  /** Under which name records are put aside: a dry run must not disturb a run. */
  readonly staging: string
  /** Set in a dry run: plans go there, and nothing is applied. */
  readonly planner?: PagePlanner | undefined
  /** The plan that this run carries out, to compare with. */
  readonly shown?: ShownPlan | undefined
}
