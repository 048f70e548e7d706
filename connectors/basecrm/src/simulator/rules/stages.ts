import { readOnly } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'

/** Stages of pipelines; there is a list and nothing else (API docs, Stages). */
export const stageRules: ResourceRules = {
  type: 'stage',
  family: 'core',
  firstId: 6_386_894,
  attributes: {
    name: readOnly(),
    category: readOnly('in_progress'),
    position: readOnly(),
    likelihood: readOnly(),
    active: readOnly(true),
    pipeline_id: readOnly(),
  },
  filters: ['pipeline_id', 'name', 'active'],
  sorts: [],
  defaultSort: 'id',
  verbs: [],
}
