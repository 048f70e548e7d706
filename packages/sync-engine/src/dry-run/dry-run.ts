import type { Run, StoredPlan } from '@duet/store'

/** A run that never is one: it stands in no list and holds no lease, so nothing can be committed in its name. */
export const dryRun = (
  { id, linkId, options }: Pick<StoredPlan, 'id' | 'linkId' | 'options'>,
  now: number,
): Run => ({
  id,
  linkId,
  number: 0,
  trigger: 'manual',
  options,
  status: 'running',
  startedAt: now,
  finishedAt: null,
  error: null,
  progress: {},
  lease: { owner: 'plan', token: '', until: 0 },
})
