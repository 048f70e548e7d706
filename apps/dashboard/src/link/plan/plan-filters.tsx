import type { ConnectorSummary, PlanSummary } from '@duet/host-api'
import { Checkbox, Group, NativeSelect } from '@mantine/core'
import type { PlanFilter } from '../../api/use-plan.js'
import { entityLabel } from '../../words/entity-label.js'
import { kindChoices } from '../../words/plan-words.js'

interface PlanFiltersProps {
  plan: PlanSummary
  connector: ConnectorSummary | undefined
  filter: PlanFilter
  onChange: (filter: PlanFilter) => void
}

/** Narrows the records of a plan down. */
export function PlanFilters({ plan, connector, filter, onChange }: PlanFiltersProps) {
  const entities = [...new Set(plan.counts.map(({ entity }) => entity))]
  const kinds = kindChoices.filter(
    ({ value }) => value === '' || plan.counts.some(({ outcome }) => outcome === value),
  )
  return (
    <Group gap="sm" align="flex-end" role="search" aria-label="Records of the plan">
      <NativeSelect
        label="Entity"
        value={filter.entity}
        onChange={(event) => onChange({ ...filter, entity: event.currentTarget.value })}
        data={[
          { value: '', label: 'All entities' },
          ...entities.map((name) => ({ value: name, label: entityLabel(connector, name) })),
        ]}
        style={{ flex: '0 1 16rem' }}
      />
      <NativeSelect
        label="What would happen"
        value={filter.kind}
        onChange={(event) => onChange({ ...filter, kind: event.currentTarget.value })}
        data={[...kinds]}
        style={{ flex: '0 1 16rem' }}
      />
      {plan.state === 'applied' && (
        <Checkbox
          label="Only what differed from the plan"
          checked={filter.differs === 'true'}
          onChange={(event) => onChange({ ...filter, differs: event.currentTarget.checked ? 'true' : '' })}
          mb={8}
        />
      )}
    </Group>
  )
}
