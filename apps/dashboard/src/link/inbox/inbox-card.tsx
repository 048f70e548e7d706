import type { ConnectorSummary, InboxRecord, Link, ResolveRequest } from '@duet/host-api'
import { Button, Group, Text } from '@mantine/core'
import { Moment } from '../../layout/moment.js'
import { entityLabel } from '../../words/entity-label.js'
import { plural } from '../../words/plural.js'
import { sideName } from '../../words/side-name.js'
import { AskWhy } from '../why/ask-why.js'
import { Candidates } from './candidates.js'
import styles from './inbox.module.css'

interface InboxCardProps {
  record: InboxRecord
  link: Link
  connector: ConnectorSummary | undefined
  onAnswer: (answer: 'retry' | 'ignore') => void
  onResolve: (request: ResolveRequest) => void
}

/** One record that did not travel: what it is, why, what was tried, what can be done. */
export function InboxCard({ record, link, connector, onAnswer, onResolve }: InboxCardProps) {
  const name = record.label ?? `Record ${record.recordId}`
  return (
    <li className={styles.card}>
      <div className={styles.words}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {entityLabel(connector, record.entity)} · {sideName(record.side, link.displayName)}{' '}
          <span className={styles.id}>{record.recordId}</span>
        </Text>
        <Text mt={6}>{record.message}</Text>
        {record.field && (
          <Text size="sm">
            Field: <span className={styles.id}>{record.field}</span>
          </Text>
        )}
        <Text size="sm" c="dimmed" mt={2}>
          <Tries record={record} />
        </Text>
      </div>
      <Group gap="xs" className={styles.deeds}>
        {record.candidates === null ? (
          <Button
            size="compact-md"
            variant="light"
            aria-label={`Retry ${name}`}
            onClick={() => onAnswer('retry')}
          >
            Retry
          </Button>
        ) : (
          <Candidates record={record} onResolve={onResolve} />
        )}
        {record.state !== 'ignored' && (
          <Button
            size="compact-md"
            variant="default"
            aria-label={`Ignore ${name}`}
            onClick={() => onAnswer('ignore')}
          >
            Ignore
          </Button>
        )}
        <AskWhy recordId={record.recordId} name={name} />
      </Group>
    </li>
  )
}

function Tries({ record }: { record: InboxRecord }) {
  if (record.state === 'parked')
    return (
      <>
        Waiting; last looked at <Moment at={record.lastAt} />
      </>
    )
  return (
    <>
      Tried {plural(record.attempts, 'time')}, last <Moment at={record.lastAt} />
      {record.state === 'dead' && '; given up until you retry'}
      {record.state === 'failed' && record.nextAttemptAt !== null && (
        <>
          ; next try <Moment at={record.nextAttemptAt} />
        </>
      )}
    </>
  )
}
