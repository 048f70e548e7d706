import type { Link, PlanSummary } from '@duet/host-api'
import { Button, Group, List, Stack, Text } from '@mantine/core'
import { usePlan } from '../../api/use-plan.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { Notice } from '../../layout/notice.js'
import { replaceQuery } from '../../route.js'
import { historyWords } from '../../words/history-words.js'
import { PlanProgress } from '../plan/plan-progress.js'

interface HistoryPreviewProps {
  planId: string
  link: Link
  /** The one that was chosen and does not hold yet. */
  historyLimit: number | null
  onMove: () => void
  onKeep: () => void
}

/** What another history limit would change, and the question whether it is meant. */
export function HistoryPreview({ planId, link, ...choice }: HistoryPreviewProps) {
  const { data, error, isPending, refetch } = usePlan(link.id, planId)
  if (isPending) return <Loading what="what the date changes" lines={1} />
  if (!data) return <Failure title="Not looked into" error={error} retry={refetch} />
  if (data.state === 'planning') return <PlanProgress plan={data} link={link} />
  return <Answer plan={data} link={link} {...choice} />
}

interface AnswerProps extends Omit<HistoryPreviewProps, 'planId'> {
  plan: PlanSummary
}

function Answer({ plan, link, historyLimit, onMove, onKeep }: AnswerProps) {
  const failed = plan.state === 'failed'
  return (
    <Notice
      mood={failed ? 'bad' : 'warning'}
      role="status"
      title={failed ? 'What the date changes could not be found out' : 'What the date changes'}
    >
      <Stack gap="sm">
        {failed ? (
          <Text size="sm">{plan.error}</Text>
        ) : (
          <List size="sm" spacing={4}>
            {historyWords(plan, link, historyLimit).map((words) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
          </List>
        )}
        <Group gap="xs">
          <Button onClick={onMove}>{failed ? 'Move the date anyway' : 'Move the date'}</Button>
          <Button variant="default" onClick={onKeep}>
            Keep it as it is
          </Button>
          {!failed && (
            <Button variant="subtle" onClick={() => replaceQuery({ show: 'plan', plan: plan.id })}>
              See it record by record
            </Button>
          )}
        </Group>
      </Stack>
    </Notice>
  )
}
