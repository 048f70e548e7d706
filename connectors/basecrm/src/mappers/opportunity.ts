import { connec } from '@duet/connec-client'
import { defineMapper, type Http } from '@duet/core'
import { deals, stages } from '../resources.js'
import { closestStage, type Stage } from './closest-stage.js'

export const opportunityMapper = defineMapper({
  connec: connec.opportunity,
  external: deals,
  prepare: async (http) => ({ stages: await readStages(http) }),
  fields: {
    name: 'name',
    'amount.total_amount': 'value',
    'amount.currency': 'currency',
    expected_close_date: { to: 'estimated_close_date', lossy: 'Base CRM keeps the day, not the time' },
    // an update would replace the hub's whole history by its last step; Base CRM dates changes of the stage itself
    'sales_stage_changes[0].created_at': { to: 'last_stage_change_at', onCreate: true },
    lead_id: 'contact_id',
  },
  toConnec: (opportunity, deal, { stages }) => {
    const stage = stages.find(({ id }) => id === deal.stage_id)
    if (!stage) return opportunity // a stage made after `stages` was read must not cost the deal
    return { ...opportunity, sales_stage: stage.name, probability: stage.likelihood }
  },
  toExternal: (deal, opportunity, { stages }) => {
    const stage = closestStage(stages, opportunity)
    return stage ? { ...deal, stage_id: stage.id } : deal
  },
})

async function readStages(http: Http): Promise<Stage[]> {
  const found: Stage[] = []
  for await (const page of stages.list(http, { pageSize: 100 })) {
    found.push(...page.map((stage) => stages.parse(stage).fields))
  }
  return found
}
