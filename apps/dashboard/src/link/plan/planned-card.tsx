import type { ConnectorSummary, Link, PlannedRecordSummary } from '@duet/host-api'
import { Text } from '@mantine/core'
import { Tag } from '../../layout/tag.js'
import { entityLabel } from '../../words/entity-label.js'
import { doneWords, kindWords, targetOf } from '../../words/plan-words.js'
import { sideName } from '../../words/side-name.js'
import { FieldChanges } from './field-changes.js'
import type { PlannedPair } from './pairs-of.js'
import styles from './plan.module.css'

interface PlannedCardProps {
  pair: PlannedPair
  link: Link
  connector: ConnectorSummary | undefined
}

/** One record of a plan: what would be done, on both sides where both change. */
export function PlannedCard({ pair, link, connector }: PlannedCardProps) {
  const [first] = pair
  return (
    <li className={styles.card}>
      <Text fw={600}>{first.label ?? `Record ${first.recordId}`}</Text>
      <Text size="sm" c="dimmed">
        {entityLabel(connector, first.entity)}
        {first.connecId && (
          <>
            {' '}
            · Connec! <span className={styles.id}>{first.connecId}</span>
          </>
        )}
        {first.externalId && (
          <>
            {' '}
            · {link.displayName} <span className={styles.id}>{first.externalId}</span>
          </>
        )}
      </Text>
      {pair.map((record) => (
        <PlannedSide key={record.id} record={record} displayName={link.displayName} />
      ))}
    </li>
  )
}

function PlannedSide({ record, displayName }: { record: PlannedRecordSummary; displayName: string }) {
  const { mood, words } = kindWords(record, displayName)
  const done = doneWords(record.state)
  return (
    <div className={styles.side}>
      <Text size="sm" component="div">
        <Tag mood={mood}>{words}</Tag>
      </Text>
      {done && (
        <Text size="sm" component="div">
          <Tag mood={done.mood}>{done.words}</Tag>
        </Text>
      )}
      {record.reason !== '' && <Text size="sm">{record.reason}</Text>}
      {record.changes.length > 0 && (
        <FieldChanges record={record} target={sideName(targetOf(record.from), displayName)} />
      )}
    </div>
  )
}
