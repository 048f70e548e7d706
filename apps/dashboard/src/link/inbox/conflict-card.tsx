import type { ConflictSummary, ConnectorSummary, Link } from '@duet/host-api'
import { Button, Group, Text } from '@mantine/core'
import { Moment } from '../../layout/moment.js'
import { Tag } from '../../layout/tag.js'
import { entityLabel } from '../../words/entity-label.js'
import { sideName } from '../../words/side-name.js'
import { AskWhy } from '../why/ask-why.js'
import styles from './inbox.module.css'

interface ConflictCardProps {
  conflict: ConflictSummary
  link: Link
  connector: ConnectorSummary | undefined
  /** For one nobody has decided: which value is written to the other side. */
  onDecide: (winner: 'connec' | 'external') => void
}

/** One field both sides changed, both values, and which one holds. */
export function ConflictCard({ conflict, link, connector, onDecide }: ConflictCardProps) {
  const { field, connecValue, externalValue, winner } = conflict
  return (
    <li className={styles.card}>
      <div className={styles.words}>
        <Text fw={600}>
          {entityLabel(connector, conflict.entity)}: <span className={styles.id}>{field}</span>
        </Text>
        <dl className={styles.values}>
          <Value name="Connec!" value={connecValue} wins={winner === 'connec'} />
          <Value name={link.displayName} value={externalValue} wins={winner === 'external'} />
        </dl>
        <Text size="sm" component="div">
          <Tag mood={winner ? 'good' : 'warning'}>
            {winner
              ? `${sideName(winner, link.displayName)} won and was written to the other side.`
              : undecidedWords(conflict)}
          </Tag>
        </Text>
        <Text size="sm" c="dimmed" mt={4}>
          <Moment at={conflict.at} /> · Connec! <span className={styles.id}>{conflict.connecId}</span> ·{' '}
          {link.displayName} <span className={styles.id}>{conflict.externalId}</span>
        </Text>
      </div>
      <Group gap="xs" className={styles.deeds}>
        {winner === null &&
          (['connec', 'external'] as const).map((side) => (
            <Button
              key={side}
              size="compact-md"
              variant="light"
              aria-label={`Keep that of ${sideName(side, link.displayName)} for ${field}`}
              onClick={() => onDecide(side)}
            >
              Keep that of {sideName(side, link.displayName)}
            </Button>
          ))}
        <AskWhy recordId={conflict.externalId} name={`the conflict of ${field}`} />
      </Group>
    </li>
  )
}

const undecidedWords = ({ policy }: ConflictSummary) =>
  policy === 'flip_flop'
    ? 'It went back and forth between two values, so it is left alone until you decide.'
    : 'Not decided: neither value was written. Choose the one to keep.'

const Value = ({ name, value, wins }: { name: string; value: string; wins: boolean }) => (
  <div className={styles.value} data-wins={wins}>
    <dt>{name}</dt>
    <dd>{value === '' ? '(empty)' : value}</dd>
  </div>
)
