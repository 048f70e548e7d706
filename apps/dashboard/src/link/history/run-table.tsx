import type { Link, Run } from '@duet/host-api'
import { Button, Text } from '@mantine/core'
import { type Column, DataTable } from '../../layout/data-table.js'
import { Moment } from '../../layout/moment.js'
import { Tag } from '../../layout/tag.js'
import { formatDuration } from '../../words/format-duration.js'
import { formatCount } from '../../words/plural.js'
import { durationOf, statusWords, triggerWords } from '../../words/run-words.js'

interface RunTableProps {
  runs: readonly Run[]
  link: Link
  onShow: (run: Run) => void
}

/** Runs with their counts, one a line. */
export const RunTable = ({ runs, link, onShow }: RunTableProps) => (
  <DataTable
    caption="Synchronizations, newest first"
    columns={columnsOf(link.displayName, onShow)}
    rows={runs}
    rowKey={({ id }) => id}
  />
)

const count = (header: string, of: (run: Run) => number): Column<Run> => ({
  header,
  cell: (run) => formatCount(of(run)),
  numeric: true,
})

const columnsOf = (displayName: string, onShow: (run: Run) => void): Column<Run>[] => [
  {
    header: 'Began',
    cell: (run) => (
      <>
        <Moment at={run.startedAt} />
        <Text size="sm" c="dimmed">
          {triggerWords(run, displayName)}
        </Text>
      </>
    ),
  },
  {
    header: 'Status',
    cell: (run) => <Tag mood={statusWords(run.status).mood}>{statusWords(run.status).words}</Tag>,
  },
  { header: 'Took', cell: (run) => formatDuration(durationOf(run, Date.now())), numeric: true },
  count('Read', ({ totals }) => totals.read),
  count('Applied', ({ totals }) => totals.applied),
  count('Had to wait', ({ totals }) => totals.parked),
  count('Failed', ({ totals }) => totals.failed),
  {
    header: 'Details',
    deed: true,
    cell: (run) => (
      <Button
        size="compact-md"
        variant="default"
        aria-label={`Details of synchronization ${run.number}`}
        onClick={() => onShow(run)}
      >
        Details
      </Button>
    ),
  },
]
