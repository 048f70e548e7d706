import type { Link, Run } from '@duet/host-api'
import { Stack, Text, Title } from '@mantine/core'
import { Moment } from '../../layout/moment.js'
import { ProgressBar } from '../../layout/progress-bar.js'
import { Tag } from '../../layout/tag.js'
import { useNow } from '../../layout/use-now.js'
import { formatDuration } from '../../words/format-duration.js'
import { durationOf, statusWords, triggerWords } from '../../words/run-words.js'
import { RunAnnouncement } from './run-announcement.js'
import { RunCounts } from './run-counts.js'
import styles from './run-summary.module.css'

/** The run that goes on now, or the last one; both take the same room, so that nothing jumps. */
export function RunSummary({ link }: { link: Link }) {
  const run = link.running ?? link.lastRun
  return (
    <Stack gap="sm">
      <RunAnnouncement link={link} />
      <Title order={3}>{link.running ? 'Synchronizing now' : 'Last synchronization'}</Title>
      <div className={styles.line}>
        {run ? <RunLine run={run} displayName={link.displayName} /> : <Text>None yet.</Text>}
      </div>
      <ProgressBar label={link.running ? 'Synchronizing' : undefined} />
      <RunCounts totals={run?.totals} displayName={link.displayName} />
    </Stack>
  )
}

function RunLine({ run, displayName }: { run: Run; displayName: string }) {
  const { mood, words } = statusWords(run.status)
  const now = useNow(1_000)
  if (run.status === 'running')
    return (
      <Text>
        <Tag mood={mood}>{run.activity ?? 'Starting'}</Tag>
        <Text span c="dimmed">
          {' '}
          · {formatDuration(durationOf(run, now))}
        </Text>
      </Text>
    )
  return (
    <>
      <Text>
        <Tag mood={mood}>{words}</Tag>{' '}
        <Text span c="dimmed">
          · <Moment at={run.finishedAt ?? run.startedAt} /> · {triggerWords(run, displayName)} · took{' '}
          {formatDuration(durationOf(run, now))}
        </Text>
      </Text>
      {run.error && <Text size="sm">{run.error}</Text>}
    </>
  )
}
