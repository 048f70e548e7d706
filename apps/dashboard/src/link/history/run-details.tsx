import type { ConnectorSummary, Link, RunDetail, RunTotals } from '@duet/host-api'
import { List, Stack, Text, Title } from '@mantine/core'
import { useRun } from '../../api/use-runs.js'
import { type Column, DataTable } from '../../layout/data-table.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { Notice } from '../../layout/notice.js'
import { entityLabel } from '../../words/entity-label.js'
import { formatCount } from '../../words/plural.js'
import { skippedOf, skipWords } from '../../words/run-words.js'
import { RunCounts } from '../run/run-counts.js'

interface RunDetailsProps {
  runId: string
  link: Link
  connector: ConnectorSummary | undefined
}

/** One run: its counts, by entity too, and why records were skipped. */
export function RunDetails({ runId, link, connector }: RunDetailsProps) {
  const { data, error, isPending, refetch } = useRun(runId)
  if (isPending) return <Loading what="the run" />
  if (!data) return <Failure error={error} retry={refetch} />
  return (
    <Stack gap="lg">
      {data.error && <Notice mood="bad">{data.error}</Notice>}
      {Object.entries(data.unavailable).map(([name, words]) => (
        <Notice key={name} mood="warning" title={`${entityLabel(connector, name)} left out`}>
          {words}
        </Notice>
      ))}
      <RunCounts totals={data.totals} displayName={link.displayName} />
      {data.entities.length > 0 && (
        <DataTable
          caption="Counts by entity"
          columns={columnsOf(connector)}
          rows={data.entities}
          rowKey={({ name }) => name}
        />
      )}
      <Skipped totals={data.totals} />
    </Stack>
  )
}

type EntityCounts = RunDetail['entities'][number]

const count = (header: string, of: (totals: RunTotals) => number): Column<EntityCounts> => ({
  header,
  cell: ({ totals }) => formatCount(of(totals)),
  numeric: true,
})

const columnsOf = (connector: ConnectorSummary | undefined): Column<EntityCounts>[] => [
  { header: 'Entity', cell: ({ name }) => entityLabel(connector, name) },
  count('Read', ({ read }) => read),
  count('Applied', ({ applied }) => applied),
  count('Unchanged', ({ unchanged }) => unchanged),
  count('Skipped', skippedOf),
  count('Had to wait', ({ parked }) => parked),
  count('Failed', ({ failed }) => failed),
]

function Skipped({ totals }: { totals: RunTotals }) {
  const reasons = Object.entries(totals.skipped).filter(([, skipped]) => skipped > 0)
  if (reasons.length === 0) return null
  return (
    <div>
      <Title order={3} mb="xs">
        Why records were skipped
      </Title>
      <List size="sm">
        {reasons.map(([reason, skipped]) => (
          <List.Item key={reason}>
            {formatCount(skipped)} <Text span>{skipWords(reason)}</Text>
          </List.Item>
        ))}
      </List>
    </div>
  )
}
