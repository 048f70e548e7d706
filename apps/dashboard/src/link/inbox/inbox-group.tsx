import type { ConnectorSummary, InboxRecord, Link } from '@duet/host-api'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useInboxAnswer, useResolve } from '../../api/use-inbox.js'
import { Failure } from '../../layout/failure.js'
import { formatCount } from '../../words/plural.js'
import styles from './inbox.module.css'
import { InboxCard } from './inbox-card.js'

interface InboxGroupProps {
  title: string
  description: string
  records: readonly InboxRecord[]
  link: Link
  connector: ConnectorSummary | undefined
}

/** Records of one kind; nothing when there are none. */
export function InboxGroup({ title, description, records, link, connector }: InboxGroupProps) {
  const { mutate, isPending, error } = useInboxAnswer(link.id)
  const resolve = useResolve(link.id)
  if (records.length === 0) return null
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={3}>
            {title} ({formatCount(records.length)})
          </Title>
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        </div>
        {records.length > 1 && (
          <Button
            variant="default"
            size="compact-md"
            loading={isPending}
            aria-label={`Retry all: ${title.toLowerCase()}`}
            onClick={() => mutate({ ids: records.map(({ id }) => id), answer: 'retry' })}
          >
            Retry all
          </Button>
        )}
      </Group>
      {resolve.error && <Failure title="Not decided" error={resolve.error} />}
      {error && <Failure title="Nothing was changed" error={error} />}
      <ul className={styles.cards}>
        {records.map((record) => (
          <InboxCard
            key={record.id}
            record={record}
            link={link}
            connector={connector}
            onAnswer={(answer) => mutate({ ids: [record.id], answer })}
            onResolve={resolve.mutate}
          />
        ))}
      </ul>
    </Stack>
  )
}
