import type { Decision } from '@duet/host-api'
import { Text } from '@mantine/core'
import { Moment } from '../../layout/moment.js'
import { Tag } from '../../layout/tag.js'
import type { Mood } from '../../words/run-words.js'
import { sideName } from '../../words/side-name.js'
import styles from './decision-list.module.css'

const moods: Readonly<Record<string, Mood>> = {
  applied: 'good',
  created: 'good',
  updated: 'good',
  parked: 'warning',
  failed: 'bad',
}

interface DecisionListProps {
  decisions: readonly Decision[]
  displayName: string
}

/** What was decided about a record, newest first. */
export const DecisionList = ({ decisions, displayName }: DecisionListProps) => (
  <ol className={styles.list} aria-label="Decisions, newest first">
    {decisions.map((decision) => (
      <li key={Object.values(decision).join(' ')}>
        <Text component="div">
          <Tag mood={moods[decision.outcome] ?? 'quiet'}>{decision.words}</Tag>
        </Text>
        <Text size="sm" c="dimmed">
          <Moment at={decision.at} /> · as read from {sideName(decision.side, displayName)}
          {decision.runNumber !== null && ` · synchronization ${decision.runNumber}`}
        </Text>
      </li>
    ))}
  </ol>
)
