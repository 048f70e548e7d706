import type { ConnectorSummary, Link, PlanSummary } from '@duet/host-api'
import { Button, Text } from '@mantine/core'
import { type Column, DataTable } from '../../layout/data-table.js'
import { Moment } from '../../layout/moment.js'
import { Panel } from '../../layout/panel.js'
import { Tag } from '../../layout/tag.js'
import { entityLabel } from '../../words/entity-label.js'
import { formatExactly } from '../../words/format-moment.js'
import { askedWords, planSentence, stateWords } from '../../words/plan-words.js'

interface EarlierPlansProps {
  plans: readonly PlanSummary[]
  link: Link
  connector: ConnectorSummary | undefined
  onShow: (planId: string) => void
}

/** The plans a link keeps beside the one shown; nothing when there are none. */
export const EarlierPlans = ({ plans, ...context }: EarlierPlansProps) =>
  plans.length > 0 && (
    <Panel title="Plans kept" description="A link keeps its last five plans, for a week.">
      <DataTable
        caption="Plans kept, newest first"
        columns={columnsOf(context)}
        rows={plans}
        rowKey={({ id }) => id}
      />
    </Panel>
  )

const columnsOf = ({ link, connector, onShow }: Omit<EarlierPlansProps, 'plans'>): Column<PlanSummary>[] => [
  {
    header: 'Asked for',
    cell: (plan) => (
      <>
        <Moment at={plan.createdAt} />
        <Text size="sm" c="dimmed">
          {askedWords(plan, (name) => entityLabel(connector, name))}
        </Text>
      </>
    ),
  },
  {
    header: 'State',
    cell: ({ state }) => <Tag mood={stateWords(state).mood}>{stateWords(state).words}</Tag>,
  },
  { header: 'In short', cell: (plan) => plan.error ?? planSentence(plan, link.displayName) },
  {
    header: 'Show',
    deed: true,
    cell: ({ id, createdAt }) => (
      <Button
        size="compact-md"
        variant="default"
        aria-label={`Show the plan of ${formatExactly(createdAt)}`}
        onClick={() => onShow(id)}
      >
        Show
      </Button>
    ),
  },
]
