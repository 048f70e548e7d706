import { apply } from '../apply/apply.js'
import { noChanges, type PageChanges } from '../apply/page-changes.js'
import type { Work } from '../apply/work.js'
import { type Wanted, wantedReferences, wantsNothing } from '../consider.js'
import { endArchived } from '../deletion/archived-at-hub.js'
import { loadReferenceIds } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import { decidedConflicts } from './decided-conflicts.js'
import type { PageInput } from './page-input.js'
import { type Pairing, recordsOf } from './pairing.js'
import type { PendingOfPage } from './pending-of-page.js'
import { planPairing } from './plan-pairing.js'
import { restage } from './restage.js'
import { unsettledOf } from './unsettled.js'

/** The pairs of a page, and what is known beside them. */
export interface Page {
  readonly run: EntityRun
  readonly input: PageInput
  readonly pairings: readonly Pairing[]
  readonly pending: PendingOfPage
  readonly beside: (changes: PageChanges) => void
}

/**
 * Plans and applies the pairs of a page. A record that waits for another one of the same page is planned again once
 * that one is there. In a dry run the plans go to its planner instead.
 */
export async function workInWaves(page: Page): Promise<void> {
  const { planner, shown } = page.run
  if (planner !== undefined) return await planner.take(page.run, await plannedPage(page))
  let waiting = page.pairings
  let beside: Page['beside'] | undefined = page.beside
  for (;;) {
    const { works, ids } = await planAll(page, waiting)
    const parked = works.filter(isParked)
    const ready = works.filter((work) => !isParked(work))
    const mayRelease = parked.length > 0 && ready.some(creates)
    const wave = mayRelease ? ready : works
    await shown?.compare(page.run, wave)
    await applyWave(page, { works: wave, ids, beside, isLast: !mayRelease })
    await endArchived(page.run, wave)
    if (!mayRelease) return
    beside = undefined
    waiting = parked.map(({ pairing }) => pairing)
  }
}

async function plannedPage(page: Page) {
  const beside = noChanges()
  page.beside(beside)
  const { works } = await planAll(page, page.pairings)
  return {
    works,
    beside,
    retried: page.input.retried ?? [],
    withoutReferences: async (parked: readonly Work[]) => {
      const input = { ...page.input, leaveOut: true }
      const again = await planAll(
        { ...page, input },
        parked.map(({ pairing }) => pairing),
      )
      return again.works
    },
  }
}

export const isParked = ({ plan }: Work): boolean =>
  plan.connec?.kind === 'park' || plan.external?.kind === 'park'
const creates = ({ plan }: Work): boolean =>
  plan.connec?.kind === 'create' || plan.external?.kind === 'create'

async function planAll({ run, input, pending }: Page, pairings: readonly Pairing[]) {
  const wanted = pairings.map((pairing) => wantedBy(run, pairing))
  const ids = await loadReferenceIds(
    run.context,
    wanted.flatMap(({ references }) => references),
  )
  const decided = await decidedConflicts(run, pairings)
  const unsettled = await unsettledOf(run, pairings)
  const retried = new Set(input.retried?.map(({ side, recordId }) => `${side} ${recordId}`))
  const works = pairings.map((pairing, at) =>
    planPairing(run, pairing, {
      ids,
      draft: wanted[at]?.draft,
      leaveOut: input.leaveOut,
      decided: decided.get(pairing),
      pendingOf: (record) => pending.of(pairing, record),
      isRetried: ({ side, id }) => retried.has(`${side} ${id}`),
      isUnsettled: (record) => unsettled.has(record),
    }),
  )
  return { works, ids }
}

/** A mapper that throws is found out when its record is planned. */
function wantedBy(run: EntityRun, pairing: Pairing): Wanted {
  const { prepared } = pairing
  const wanted = recordsOf(pairing).map((record): Wanted => {
    try {
      return wantedReferences(run.context, { record, prepared })
    } catch {
      return wantsNothing
    }
  })
  const [only] = wanted
  if (wanted.length === 1 && only !== undefined) return only
  const draft = wanted.find((one) => one.draft !== undefined)?.draft
  return { references: wanted.flatMap(({ references }) => references), ...(draft && { draft }) }
}

interface Wave extends Pick<Awaited<ReturnType<typeof planAll>>, 'ids'> {
  readonly works: readonly Work[]
  readonly beside: Page['beside'] | undefined
  readonly isLast: boolean
}

async function applyWave({ run, input, pending }: Page, { works, ids, beside, isLast }: Wave): Promise<void> {
  await apply(run, works, {
    ids,
    leaveOut: input.leaveOut ?? false,
    pendingOf: (pairing, record) => pending.of(pairing, record),
    ...(beside && { beside }),
    ...(isLast && input.reached && { reached: input.reached }),
    ...(input.rivals === 'staged' && { after: (changes) => restage(run, works, changes) }),
  })
}
