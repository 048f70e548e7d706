import type { ConnectorSummary, Link, PlanCountSummary } from '@duet/host-api'
import { List, Title } from '@mantine/core'
import { entityLabel } from '../../words/entity-label.js'
import { formatCount } from '../../words/plural.js'
import { sideName } from '../../words/side-name.js'

interface PlanRemarksProps {
  counts: readonly PlanCountSummary[]
  link: Link
  connector: ConnectorSummary | undefined
}

const remarkable = new Set(['skipped', 'parked', 'failed', 'conflict', 'inactivate'])

/** Why records would be left alone, wait, or need somebody; nothing when there are none. */
export function PlanRemarks({ counts, link, connector }: PlanRemarksProps) {
  const remarks = counts.filter(({ outcome }) => remarkable.has(outcome))
  if (remarks.length === 0) return null
  return (
    <div>
      <Title order={3} mb="xs">
        What would not travel, and why
      </Title>
      <List size="sm" spacing={4}>
        {remarks.map(({ entity, from, outcome, reason, count, words }) => (
          <List.Item key={`${entity} ${from} ${outcome} ${reason}`}>
            {formatCount(count)} · {entityLabel(connector, entity)} from {sideName(from, link.displayName)}:{' '}
            {words}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
