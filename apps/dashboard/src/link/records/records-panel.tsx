import type { ConnectorSummary, Link } from '@duet/host-api'
import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { type RecordFilter, useRecords } from '../../api/use-records.js'
import { Empty } from '../../layout/empty.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { Panel } from '../../layout/panel.js'
import { plural } from '../../words/plural.js'
import { RecordFilters } from './record-filters.js'
import { RecordTable } from './record-table.js'

interface RecordsPanelProps {
  link: Link
  connector: ConnectorSummary | undefined
}

const everything: RecordFilter = { search: '', entity: '', state: '' }

/** The shared records of a link with both ids. */
export function RecordsPanel({ link, connector }: RecordsPanelProps) {
  const [filter, setFilter] = useState(everything)
  const [settled] = useDebouncedValue(filter, 250)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRecords(
    link.id,
    settled,
  )
  const records = data?.pages.flatMap((page) => page.records) ?? []
  return (
    <Panel title="Shared records" description="Each line is one record, with its id on either side.">
      <RecordFilters filter={filter} onChange={setFilter} link={link} connector={connector} />
      {isPending && <Loading what="records" lines={6} />}
      {error && !data && <Failure error={error} retry={refetch} />}
      {data && (
        <>
          <Text size="sm" c="dimmed" role="status">
            {plural(data.pages[0]?.total ?? 0, 'record')}
          </Text>
          {records.length === 0 ? (
            <Empty>
              {settled === everything
                ? 'No record is shared yet.'
                : 'No shared record fits what you look for.'}
            </Empty>
          ) : (
            <RecordTable records={records} link={link} connector={connector} />
          )}
          {hasNextPage && (
            <Group justify="center">
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Show more
              </Button>
            </Group>
          )}
        </>
      )}
    </Panel>
  )
}
