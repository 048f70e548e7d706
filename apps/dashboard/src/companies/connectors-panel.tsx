import type { ConnectorSummary } from '@duet/host-api'
import { Stack } from '@mantine/core'
import { useConnectors } from '../api/use-connectors.js'
import { type Column, DataTable } from '../layout/data-table.js'
import { Empty } from '../layout/empty.js'
import { Failure } from '../layout/failure.js'
import { Loading } from '../layout/loading.js'
import { Panel } from '../layout/panel.js'
import { Tag } from '../layout/tag.js'
import { Quarantine } from './quarantine.js'

const columns: readonly Column<ConnectorSummary>[] = [
  { header: 'Connector', cell: ({ displayName }) => displayName },
  { header: 'Version', cell: ({ version }) => version },
  { header: 'Checked', cell: ({ conformance }) => conformance?.summary ?? 'Its package does not say' },
  { header: 'Shares', cell: ({ entities }) => entities.map(({ label }) => label).join(', ') },
  {
    header: 'State',
    cell: ({ configured }) => (
      <Tag mood={configured ? 'good' : 'warning'}>{configured ? 'Ready' : 'Not configured'}</Tag>
    ),
  },
]

/** The connectors of this host, and those that could not be loaded. */
export const ConnectorsPanel = () => (
  <Panel title="Connectors" description="The applications this host can link a company to.">
    <Connectors />
  </Panel>
)

function Connectors() {
  const { data, error, isPending, refetch } = useConnectors()
  if (isPending) return <Loading what="connectors" lines={2} />
  if (!data) return <Failure error={error} retry={refetch} />
  return (
    <Stack gap="lg">
      {data.connectors.length === 0 ? (
        <Empty>No connector is installed.</Empty>
      ) : (
        <DataTable
          caption="Connectors"
          columns={columns}
          rows={data.connectors}
          rowKey={({ name }) => name}
        />
      )}
      <Quarantine connectors={data.quarantined} />
    </Stack>
  )
}
