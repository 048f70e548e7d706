import { readOnly } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'

/** Pipelines (API docs, Pipelines). */
export const pipelineRules: ResourceRules = {
  type: 'pipeline',
  family: 'core',
  firstId: 757_056,
  attributes: { name: readOnly(), disabled: readOnly(false) },
  filters: ['name', 'disabled'],
  sorts: [],
  defaultSort: 'id',
  verbs: [],
}
