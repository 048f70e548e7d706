import type { ApiPlan, ResourcePlan } from './connector-plan.js'

/** What an OpenAPI file or sample answers tell of an application. */
export interface Description {
  readonly displayName?: string
  readonly api: Partial<ApiPlan>
  readonly resources: readonly ResourcePlan[]
  /** What could not be told from it, in sentences for the author. */
  readonly remarks: readonly string[]
  /** The same, by collection: worth saying where the collection is shared. */
  readonly doubts: Readonly<Record<string, readonly string[]>>
  /** What is likely of a collection that is not described. */
  readonly sketch?: Pick<ResourcePlan, 'idKind' | 'timestamps'> | undefined
}

export const nothingKnown: Description = { api: {}, resources: [], remarks: [], doubts: {} }
