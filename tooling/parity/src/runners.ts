import { basecrmFlows } from './basecrm-flows/run-basecrm-flows.js'
import { runBasecrmMappers } from './basecrm-mappers/run-basecrm-mappers.js'
import { runComplexSplit } from './complex-split/run-complex-split.js'
import { runConnecFetch } from './connec-fetch/run-connec-fetch.js'
import { runConsolidation } from './consolidation/run-consolidation.js'
import { mapperSemantics } from './mapper-semantics/run-mapper-semantics.js'
import { runNaming } from './naming/run-naming.js'
import { runReferences } from './references/run-references.js'
import type { Runner } from './runner.js'
import { syncJob } from './sync-job/run-sync-job.js'
import { webhooks } from './webhooks/run-webhooks.js'

/** The files there are runners for. */
export const runners: readonly Runner[] = [
  { file: 'naming.json', required: true, run: runNaming },
  { file: 'references.json', required: true, run: runReferences },
  { file: 'connec-fetch.json', required: true, run: runConnecFetch },
  { file: 'complex-split.json', required: true, run: runComplexSplit },
  { file: 'basecrm-mappers.json', required: true, run: runBasecrmMappers },
  { file: 'consolidation.json', required: true, run: runConsolidation },
  syncJob,
  webhooks,
  mapperSemantics,
  basecrmFlows,
]
