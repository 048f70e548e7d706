import type { ConflictSummary, ConnectorSummary, Link } from '@duet/host-api'
import { Stack, Text, Title } from '@mantine/core'
import { useResolve } from '../../api/use-inbox.js'
import { Failure } from '../../layout/failure.js'
import { formatCount } from '../../words/plural.js'
import { ConflictCard } from './conflict-card.js'
import styles from './inbox.module.css'

interface ConflictListProps {
  conflicts: readonly ConflictSummary[]
  link: Link
  connector: ConnectorSummary | undefined
}

/** Fields that both sides changed; nothing when there are none. */
export function ConflictList({ conflicts, link, connector }: ConflictListProps) {
  const { mutate, error } = useResolve(link.id)
  if (conflicts.length === 0) return null
  return (
    <Stack gap="sm">
      <div>
        <Title order={3}>Conflicts ({formatCount(conflicts.length)})</Title>
        <Text size="sm" c="dimmed">
          The same field was changed in Connec! and in {link.displayName}.
        </Text>
      </div>
      {error && <Failure title="Not decided" error={error} />}
      <ul className={styles.cards}>
        {conflicts.map((conflict) => (
          <ConflictCard
            key={conflict.id}
            conflict={conflict}
            link={link}
            connector={connector}
            onDecide={(winner) => mutate({ id: conflict.id, winner })}
          />
        ))}
      </ul>
    </Stack>
  )
}
