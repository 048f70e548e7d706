import type { PlanCount } from '@duet/store'
import { explainReason } from '@duet/sync-engine'

const otherSide = { connec: 'the application', external: 'Connec!' } as const

/** One count of a plan in words: "would be created in Connec!". */
export function countWords({ side, outcome, reason }: PlanCount): string {
  switch (outcome) {
    case 'create':
      return `would be created in ${otherSide[side]}`
    case 'update':
      return `would be updated in ${otherSide[side]}`
    case 'inactivate':
      return 'would no longer be kept equal: the record is gone or switched off on one side'
    case 'unchanged':
      return 'unchanged'
    case 'parked':
      return 'would wait for a record that is not shared yet'
    case 'failed':
      return 'could not be read or mapped'
    case 'conflict':
      return reason === 'open'
        ? 'fields changed on both sides wait for a decision'
        : 'fields changed on both sides'
    default:
      return explainReason(reason) ?? reason
  }
}
