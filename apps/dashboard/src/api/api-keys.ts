/** Keys of the query cache; a shorter one covers all that start with it. */
export const apiKeys = {
  organizations: ['organizations'],
  connectors: ['connectors'],
  links: (organizationId: string) => ['links', organizationId],
  allLinks: ['links'],
  link: (linkId: string) => ['link', linkId],
  /** Client state: the run somebody on this page asked for and that has not begun yet. */
  requestedRun: (linkId: string) => ['requested-run', linkId],
  runs: (linkId: string) => ['runs', linkId],
  run: (runId: string) => ['run', runId],
  records: (linkId: string, filter?: object) => ['records', linkId, ...(filter ? [filter] : [])],
  inbox: (linkId: string) => ['inbox', linkId],
  plans: (linkId: string) => ['plans', linkId],
  plan: (linkId: string, planId: string) => ['plan', linkId, planId],
  plannedRecords: (linkId: string, planId: string, filter: object) => ['planned', linkId, planId, filter],
  why: (linkId: string, recordId?: string) => ['why', linkId, ...(recordId ? [recordId] : [])],
} as const
