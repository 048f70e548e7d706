import type { ConnectorSummary, Link, WhyAnswer } from '@duet/host-api'
import { Stack, Text, Title } from '@mantine/core'
import { useWhy } from '../../api/use-why.js'
import { Empty } from '../../layout/empty.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { RecordId } from '../../layout/record-id.js'
import { entityLabel } from '../../words/entity-label.js'
import { RecordState } from '../records/record-state.js'
import { DecisionList } from './decision-list.js'

interface WhyAnswerProps {
  link: Link
  connector: ConnectorSummary | undefined
  recordId: string
}

/** What is known about the record asked for. */
export function WhyAnswerView({ link, connector, recordId }: WhyAnswerProps) {
  const { data, error, isPending, refetch } = useWhy(link.id, recordId)
  if (isPending) return <Loading what="decisions" />
  if (!data) return <Failure error={error} retry={refetch} />
  if (data.record === null && data.decisions.length === 0)
    return (
      <Empty>
        Nothing is known about {recordId}. Either no synchronization has met it yet, or the id has a typing
        error.
      </Empty>
    )
  return (
    <Stack gap="lg">
      {data.record && <Pair record={data.record} link={link} connector={connector} />}
      {data.decisions.length === 0 ? (
        <Empty>No decision is on record: it was last found unchanged.</Empty>
      ) : (
        <DecisionList decisions={data.decisions} displayName={link.displayName} />
      )}
    </Stack>
  )
}

interface PairProps {
  record: NonNullable<WhyAnswer['record']>
  link: Link
  connector: ConnectorSummary | undefined
}

const Pair = ({ record, link, connector }: PairProps) => (
  <div>
    <Title order={3}>{record.label ?? 'No name'}</Title>
    <Text size="sm" c="dimmed">
      {entityLabel(connector, record.entity)}
    </Text>
    <Text size="sm" mt="xs">
      {record.connecId ? (
        <>
          Connec!: <RecordId resource={record.connecResource} id={record.connecId} />
        </>
      ) : (
        'Not in Connec!'
      )}
      {' · '}
      {record.externalId ? (
        <>
          {link.displayName}: <RecordId resource={record.externalResource} id={record.externalId} />
        </>
      ) : (
        `Not in ${link.displayName}`
      )}
    </Text>
    <Text size="sm" component="div" mt={4}>
      <RecordState record={record} displayName={link.displayName} />
    </Text>
  </div>
)
