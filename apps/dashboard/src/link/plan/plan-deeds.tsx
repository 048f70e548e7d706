import type { Link, PlanSummary } from '@duet/host-api'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useApplyPlan, useDiscardPlan } from '../../api/use-plan-deeds.js'
import { Failure } from '../../layout/failure.js'
import { Moment } from '../../layout/moment.js'
import { Notice } from '../../layout/notice.js'
import { workOf } from '../../words/plan-words.js'

interface PlanDeedsProps {
  plan: PlanSummary
  link: Link
  onDiscarded: () => void
}

/** Applies a plan, or forgets it. */
export function PlanDeeds({ plan, link, onDiscarded }: PlanDeedsProps) {
  const apply = useApplyPlan(link, plan.id)
  const discard = useDiscardPlan(link.id, plan.id, onDiscarded)
  const mayApply = plan.state === 'ready' && link.status === 'linked' && isWorthwhile(plan)
  if (plan.state === 'applying') return <Text>The synchronization above carries it out.</Text>
  return (
    <Stack gap="sm">
      {hasFailed(plan, link) && (
        <Notice mood="bad" role="alert" title="Not applied as a whole">
          The synchronization failed: {link.lastRun?.error} What it did is kept. Apply the plan again for the
          rest.
        </Notice>
      )}
      {mayApply && (
        <Text size="sm" c="dimmed">
          What has changed on either side since <Moment at={plan.finishedAt ?? plan.createdAt} /> is planned
          again when you apply it, and told here.
        </Text>
      )}
      <Group gap="xs">
        {mayApply && (
          <Button loading={apply.isPending} onClick={() => apply.mutate()}>
            Apply this plan
          </Button>
        )}
        <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
          {plan.state === 'planning' ? 'Stop planning' : 'Discard'}
        </Button>
      </Group>
      {apply.error && <Failure title="Not applied" error={apply.error} />}
      {discard.error && <Failure title="Not discarded" error={discard.error} />}
    </Stack>
  )
}

/** Another date is set even where nothing is to be written. */
const isWorthwhile = (plan: PlanSummary) => workOf(plan) > 0 || plan.options.historyLimit !== undefined

/** The run that was to apply it has failed: the plan is ready once more. */
const hasFailed = ({ state, finishedAt }: PlanSummary, { lastRun }: Link) =>
  state === 'ready' && lastRun?.status === 'failed' && lastRun.startedAt >= (finishedAt ?? 0)
