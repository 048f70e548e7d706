import type { ConnectorSummary, Link, PlanSummary } from '@duet/host-api'
import { Button, Group, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { type PlanFilter, usePlannedRecords } from '../../api/use-plan.js'
import { Empty } from '../../layout/empty.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { pairsOf } from './pairs-of.js'
import styles from './plan.module.css'
import { PlanFilters } from './plan-filters.js'
import { PlannedCard } from './planned-card.js'

interface PlannedRecordsProps {
  plan: PlanSummary
  link: Link
  connector: ConnectorSummary | undefined
}

const everything: PlanFilter = { entity: '', kind: '', differs: '' }

/** What a plan would do, record by record, with the fields that change. */
export function PlannedRecords({ plan, ...context }: PlannedRecordsProps) {
  const [filter, setFilter] = useState(everything)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    usePlannedRecords(plan, filter)
  const pairs = pairsOf(data?.pages.flatMap(({ records }) => records) ?? [])
  const isNarrow = filter !== everything
  if (data && pairs.length === 0 && !isNarrow) return null
  return (
    <Stack gap="sm">
      <Title order={3}>Record by record</Title>
      <PlanFilters plan={plan} filter={filter} onChange={setFilter} {...context} />
      {isPending && <Loading what="records" />}
      {error && !data && <Failure error={error} retry={refetch} />}
      {data && pairs.length === 0 && <Empty>No record of the plan fits what you look for.</Empty>}
      <ul className={styles.cards}>
        {pairs.map((pair) => (
          <PlannedCard key={pair[0].id} pair={pair} {...context} />
        ))}
      </ul>
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </Group>
      )}
    </Stack>
  )
}
