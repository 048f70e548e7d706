import type { Link, PlanSummary } from '@duet/host-api'
import { Text } from '@mantine/core'
import { ProgressBar } from '../../layout/progress-bar.js'
import { useNow } from '../../layout/use-now.js'
import { formatDuration } from '../../words/format-duration.js'
import { lookedAt } from '../../words/plan-words.js'
import { plural } from '../../words/plural.js'

interface PlanProgressProps {
  plan: PlanSummary
  link: Link
}

/** How far a plan is that is being made. */
export function PlanProgress({ plan, link }: PlanProgressProps) {
  const now = useNow(1_000)
  return (
    <div>
      <Text>{wordsOf(plan, link)}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {plural(lookedAt(plan), 'record')} looked at · {formatDuration(now - plan.createdAt)}
      </Text>
      <ProgressBar label="Planning" />
    </div>
  )
}

function wordsOf(plan: PlanSummary, { running, displayName }: Link): string {
  if (plan.counts.length > 0) return `Reading ${displayName} and Connec!. Nothing is written.`
  return running ? 'It begins when the synchronization under way has ended.' : 'About to begin.'
}
