import type { PlanCountSummary, PlannedRecordSummary, PlanRequest, PlanSummary } from '@duet/host-api'
import type { World } from './stub-world.js'

/** A plan that goes on being made until the test ends it (`endPlan`). */
export function newPlan(world: World, options: PlanRequest): PlanSummary {
  const plan: PlanSummary = {
    id: `plan-${world.plans.length + 1}`,
    linkId: 'link-basecrm',
    state: 'planning',
    options,
    createdAt: Date.now(),
    finishedAt: null,
    error: null,
    notes: [],
    counts: [],
    history: options.historyLimit === undefined ? null : { added: 0, left: 0 },
    compared: null,
  }
  world.plans.unshift(plan)
  return plan
}

/** The newest plan goes on, or ends: made, failed, applied. */
export function movePlan({ plans: [plan] }: World, changes: Partial<PlanSummary>): void {
  if (plan) Object.assign(plan, changes)
}

/** The newest plan is made, and says something of each kind. */
export function endPlan(world: World, changes: Partial<PlanSummary> = {}): void {
  movePlan(world, { state: 'ready', finishedAt: Date.now(), counts, ...changes })
  const [plan] = world.plans
  if (plan) world.planned[plan.id] = plannedRecords()
}

const count = (
  outcome: string,
  number: number,
  changes: Partial<PlanCountSummary> = {},
): PlanCountSummary => ({
  entity: 'person_and_organization',
  from: 'external',
  outcome,
  reason: '',
  count: number,
  words: outcome,
  ...changes,
})

const counts: PlanCountSummary[] = [
  count('create', 1),
  count('update', 1),
  count('unchanged', 1204),
  count('update', 1, { from: 'connec' }),
  count('skipped', 3, {
    reason: 'before_history_limit',
    words: 'The record was created before the date from which records are shared.',
  }),
  count('parked', 1, {
    entity: 'opportunity',
    reason: 'missing_reference',
    words: 'would wait for a record that is not shared yet',
  }),
  count('conflict', 1, {
    entity: 'item',
    from: 'connec',
    reason: 'open',
    words: 'fields changed on both sides wait for a decision',
  }),
]

const planned = (changes: Partial<PlannedRecordSummary> & { id: string }): PlannedRecordSummary => ({
  entity: 'person_and_organization',
  from: 'external',
  recordId: changes.externalId ?? changes.id,
  connecId: null,
  externalId: null,
  label: null,
  kind: 'create',
  reason: '',
  changes: [],
  fingerprint: changes.id,
  state: 'shown',
  ...changes,
})

const change = (field: string, after: string | null, before: string | null = null) => ({
  field,
  before,
  after,
})

const pair = { connecId: '8f3c02d0-5c1e', externalId: '118201', label: 'Ünal Öztürk', kind: 'update' }

/** A create, a pair of which both sides change, one that waits, and a conflict to be decided. */
const plannedRecords = (): PlannedRecordSummary[] => [
  planned({
    id: '01',
    externalId: '118300',
    label: 'Zoë Planned',
    changes: [
      change('first_name', 'Zoë'),
      change('last_name', 'Planned'),
      change('email.address', 'zoe@planned.example'),
      change('phone_work.landline', '+31 10 555 0142'),
      change('address_work.billing.line1', 'Coolsingel 42, unit 7 of the former post office'),
      change('is_customer', 'true'),
    ],
  }),
  planned({
    id: '02',
    from: 'connec',
    ...pair,
    recordId: pair.connecId,
    changes: [change('title', 'Head of purchasing', 'Buyer')],
  }),
  planned({
    id: '03',
    ...pair,
    changes: [
      change('email.address', 'unal@ozturk.example', 'old@ozturk.example'),
      change('notes', null, 'Call first'),
    ],
  }),
  planned({
    id: '04',
    entity: 'opportunity',
    externalId: '55012',
    label: 'Renewal 2027',
    kind: 'parked',
    reason: 'It waits for the contacts 118999 of the application, which is not known on the other side yet.',
  }),
  planned({
    id: '05',
    entity: 'item',
    from: 'connec',
    recordId: '8f3c02d0-9d11',
    connecId: '8f3c02d0-9d11',
    externalId: '77120',
    label: 'Chai tea',
    kind: 'conflict',
    reason:
      'Both sides changed sale_price.total_amount: Connec! has "12.5", the application "13.95"; somebody has to decide.',
  }),
]
