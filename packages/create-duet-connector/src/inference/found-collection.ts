import type { PagingPlan, ResourcePlan } from '../plan/connector-plan.js'
import type { Field } from '../plan/field.js'

/** A list that was found in a description, and what can be done with its records. */
export interface FoundCollection {
  /** `tax_rates` */
  readonly name: string
  /** Below the base URL. */
  readonly path: string
  /** Everything an answer holds of a record. */
  readonly fields: readonly Field[]
  /** Where the list has its records; null for the answer itself, undefined where no list was seen. */
  readonly items: string | null | undefined
  /** The field around one record in answers and in what is sent; undefined where nothing tells it. */
  readonly envelope?: string | null | undefined
  readonly bodyEnvelope?: string | null | undefined
  readonly paging: PagingPlan | undefined
  /** The parameter that leaves out what was not changed; undefined where there is none. */
  readonly since: string | undefined
  /** Whether records can be created, and by which method they are changed. */
  readonly creates: boolean
  readonly updates: 'PATCH' | 'PUT' | undefined
  readonly names?: ResourcePlan['names']
}
