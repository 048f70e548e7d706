import type { ConnectorSummary, Link, SharedRecord } from '@duet/host-api'
import { Text } from '@mantine/core'
import { type Column, DataTable } from '../../layout/data-table.js'
import { Moment } from '../../layout/moment.js'
import { RecordId } from '../../layout/record-id.js'
import { entityLabel } from '../../words/entity-label.js'
import { AskWhy } from '../why/ask-why.js'
import { RecordState } from './record-state.js'

interface RecordTableProps {
  records: readonly SharedRecord[]
  link: Link
  connector: ConnectorSummary | undefined
}

/** Shared records, one a line, both ids side by side. */
export const RecordTable = ({ records, ...context }: RecordTableProps) => (
  <DataTable caption="Shared records" columns={columnsOf(context)} rows={records} rowKey={({ id }) => id} />
)

const columnsOf = ({ link, connector }: Omit<RecordTableProps, 'records'>): Column<SharedRecord>[] => [
  {
    header: 'Record',
    cell: ({ label, entity }) => (
      <>
        {label ?? 'No name'}
        <Text size="sm" c="dimmed">
          {entityLabel(connector, entity)}
        </Text>
      </>
    ),
  },
  {
    header: 'In Connec!',
    cell: ({ connecResource, connecId }) =>
      connecId ? <RecordId resource={connecResource} id={connecId} /> : '–',
  },
  {
    header: `In ${link.displayName}`,
    cell: ({ externalResource, externalId }) =>
      externalId ? <RecordId resource={externalResource} id={externalId} /> : '–',
  },
  { header: 'State', cell: (record) => <RecordState record={record} displayName={link.displayName} /> },
  {
    header: 'Last written',
    cell: (record) => <LastWritten record={record} displayName={link.displayName} />,
  },
  {
    header: 'Why',
    deed: true,
    cell: ({ label, connecId, externalId }) => (
      <AskWhy recordId={externalId ?? connecId ?? ''} name={label ?? 'this record'} />
    ),
  },
]

function LastWritten({ record, displayName }: { record: SharedRecord; displayName: string }) {
  const toConnec = record.pushedToConnecAt ?? 0
  const toExternal = record.pushedToExternalAt ?? 0
  const latest = Math.max(toConnec, toExternal)
  if (latest === 0) return '–'
  return (
    <>
      <Moment at={latest} />
      <Text size="sm" c="dimmed">
        to {latest === toConnec ? 'Connec!' : displayName}
      </Text>
    </>
  )
}
