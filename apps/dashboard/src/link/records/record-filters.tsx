import type { ConnectorSummary, Link } from '@duet/host-api'
import { Group, NativeSelect, TextInput } from '@mantine/core'
import type { RecordFilter } from '../../api/use-records.js'
import { entityLabel } from '../../words/entity-label.js'

interface RecordFiltersProps {
  filter: RecordFilter
  onChange: (filter: RecordFilter) => void
  link: Link
  connector: ConnectorSummary | undefined
}

const states: readonly { value: RecordFilter['state']; label: string }[] = [
  { value: '', label: 'Any state' },
  { value: 'shared', label: 'Shared' },
  { value: 'incomplete', label: 'On one side only' },
  { value: 'inactive', label: 'No longer shared' },
]

/** Narrows the shared records down. */
export const RecordFilters = ({ filter, onChange, link, connector }: RecordFiltersProps) => (
  <Group gap="sm" align="flex-end" role="search" aria-label="Shared records">
    <TextInput
      type="search"
      label="Search"
      placeholder="Name or id of either side"
      value={filter.search}
      onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      style={{ flex: '2 1 16rem' }}
    />
    <NativeSelect
      label="Entity"
      value={filter.entity}
      onChange={(event) => onChange({ ...filter, entity: event.currentTarget.value })}
      data={[
        { value: '', label: 'All entities' },
        ...Object.keys(link.entities).map((name) => ({ value: name, label: entityLabel(connector, name) })),
      ]}
      style={{ flex: '1 1 10rem' }}
    />
    <NativeSelect
      label="State"
      value={filter.state}
      onChange={({ currentTarget }) => {
        const chosen = states.find(({ value }) => value === currentTarget.value)
        onChange({ ...filter, state: chosen?.value ?? '' })
      }}
      data={[...states]}
      style={{ flex: '1 1 10rem' }}
    />
  </Group>
)
