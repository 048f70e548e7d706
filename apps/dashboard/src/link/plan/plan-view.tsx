import type { ConnectorSummary, Link, PlanSummary } from '@duet/host-api'
import { Text, VisuallyHidden } from '@mantine/core'
import { ApiFailure } from '../../api/api-failure.js'
import { usePlan } from '../../api/use-plan.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { Moment } from '../../layout/moment.js'
import { Notice } from '../../layout/notice.js'
import { Panel } from '../../layout/panel.js'
import { entityLabel } from '../../words/entity-label.js'
import { askedWords, planSentence } from '../../words/plan-words.js'
import { PlanDeeds } from './plan-deeds.js'
import { PlanOutcome } from './plan-outcome.js'
import { PlanProgress } from './plan-progress.js'
import { PlannedRecords } from './planned-records.js'

interface PlanViewProps {
  link: Link
  connector: ConnectorSummary | undefined
  planId: string
  onDiscarded: () => void
}

/** One plan: how far it is, what it would do, record by record, and what came of it. */
export function PlanView({ planId, ...context }: PlanViewProps) {
  const { data, error, isPending, refetch } = usePlan(context.link.id, planId)
  if (isPending) return <Loading what="the plan" />
  if (!data || isGone(error))
    return isGone(error) ? <GonePlan /> : error && <Failure error={error} retry={refetch} />
  return <KnownPlan plan={data} {...context} />
}

const isGone = (error: Error | null) => error instanceof ApiFailure && error.status === 404

const GonePlan = () => (
  <Notice mood="quiet" role="status" title="This plan is no longer kept">
    A link keeps its last five plans, for a week. Make a new one.
  </Notice>
)

interface KnownPlanProps extends Omit<PlanViewProps, 'planId'> {
  plan: PlanSummary
}

function KnownPlan({ plan, link, connector, onDiscarded }: KnownPlanProps) {
  const { state } = plan
  const label = (name: string) => entityLabel(connector, name)
  return (
    <Panel
      title={titles[state]}
      description={
        <Text size="sm">
          Looks at {askedWords(plan, label)} · asked for <Moment at={plan.createdAt} />
        </Text>
      }
    >
      <VisuallyHidden role="status" aria-live="polite">
        {titles[state]}
        {state === 'ready' && `. ${planSentence(plan, link.displayName)}`}
      </VisuallyHidden>
      {state === 'planning' && <PlanProgress plan={plan} link={link} />}
      {state === 'failed' && (
        <Notice mood="bad" role="alert" title="The plan could not be made">
          {plan.error ?? 'The log of the host says why.'} Nothing was written. Mend the cause, then make a new
          plan.
        </Notice>
      )}
      {state !== 'planning' && <PlanOutcome plan={plan} link={link} connector={connector} />}
      <PlanDeeds plan={plan} link={link} onDiscarded={onDiscarded} />
      {state !== 'planning' && state !== 'failed' && (
        <PlannedRecords plan={plan} link={link} connector={connector} />
      )}
    </Panel>
  )
}

const titles: Record<PlanSummary['state'], string> = {
  planning: 'A plan is being made',
  ready: 'The plan',
  failed: 'A plan that failed',
  applying: 'The plan is being applied',
  applied: 'The plan was applied',
}
