import type { ConnectorSummary, Link, PlanCountSummary } from '@duet/host-api'
import { Text } from '@mantine/core'
import { type Column, DataTable } from '../../layout/data-table.js'
import { entityLabel } from '../../words/entity-label.js'
import { targetOf } from '../../words/plan-words.js'
import { formatCount } from '../../words/plural.js'
import { sideName } from '../../words/side-name.js'

interface PlanCountsProps {
  counts: readonly PlanCountSummary[]
  link: Link
  connector: ConnectorSummary | undefined
}

/** What of an entity, read from one side, would become of how many records. */
interface Direction {
  entity: string
  from: 'connec' | 'external'
  byOutcome: ReadonlyMap<string, number>
}

const outcomes = [
  ['create', 'Created'],
  ['update', 'Changed'],
  ['unchanged', 'Unchanged'],
  ['skipped', 'Skipped'],
  ['parked', 'Would wait'],
  ['failed', 'Failed'],
  ['conflict', 'Conflicts'],
  ['inactivate', 'Ended'],
] as const

/** Counts of a plan, a line for each entity and direction; outcomes that nothing has are left out. */
export function PlanCounts({ counts, link, connector }: PlanCountsProps) {
  const present = outcomes.filter(([outcome]) => counts.some((one) => one.outcome === outcome))
  const columns: Column<Direction>[] = [
    {
      header: 'Entity',
      cell: ({ entity, from }) => (
        <>
          {entityLabel(connector, entity)}
          <Text size="sm" c="dimmed">
            {sideName(from, link.displayName)} → {sideName(targetOf(from), link.displayName)}
          </Text>
        </>
      ),
    },
    ...present.map(
      ([outcome, header]): Column<Direction> => ({
        header,
        // nothing for none: a phone then leaves the line out
        cell: ({ byOutcome }) => numberOf(byOutcome.get(outcome)),
        numeric: true,
      }),
    ),
  ]
  return (
    <DataTable
      caption="What would become of records, by entity and direction"
      columns={columns}
      rows={directionsOf(counts)}
      rowKey={({ entity, from }) => `${entity} ${from}`}
    />
  )
}

const numberOf = (count: number | undefined) => (count === undefined ? null : formatCount(count))

function directionsOf(counts: readonly PlanCountSummary[]): Direction[] {
  const groups = Map.groupBy(counts, ({ entity, from }) => `${entity} ${from}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const byOutcome = new Map<string, number>()
    for (const { outcome, count } of group) byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + count)
    return [{ entity: first.entity, from: first.from, byOutcome }]
  })
}
