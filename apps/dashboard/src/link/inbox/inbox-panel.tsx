import type { ConnectorSummary, Inbox, Link } from '@duet/host-api'
import { Stack } from '@mantine/core'
import { useInbox } from '../../api/use-inbox.js'
import { Empty } from '../../layout/empty.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { Panel } from '../../layout/panel.js'
import { ConflictList } from './conflict-list.js'
import { InboxGroup } from './inbox-group.js'

interface InboxPanelProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** What waits, was refused, or was changed on both sides, each with its reason and what can be done. */
export function InboxPanel({ link, connector }: InboxPanelProps) {
  const { data, error, isPending, refetch } = useInbox(link.id)
  return (
    <Panel
      title="Inbox"
      description="Records that did not travel, and why. Everything else goes on without them."
    >
      {isPending && <Loading what="the inbox" />}
      {error && !data && <Failure error={error} retry={refetch} />}
      {data && <InboxGroups inbox={data} link={link} connector={connector} />}
    </Panel>
  )
}

function InboxGroups({ inbox, link, connector }: InboxPanelProps & { inbox: Inbox }) {
  const { records, conflicts } = inbox
  if (records.length + conflicts.length === 0)
    return <Empty>The inbox is empty: nothing waits, nothing was refused.</Empty>
  const inState = (...states: string[]) => records.filter(({ state }) => states.includes(state))
  return (
    <Stack gap="xl">
      <InboxGroup
        title="Failed"
        description="Refused or broken on the way. Duet tries again by itself, ever more rarely."
        records={inState('failed', 'dead')}
        {...{ link, connector }}
      />
      <InboxGroup
        title="Waiting"
        description="They refer to a record that is not shared yet, and travel as soon as it is."
        records={inState('parked')}
        {...{ link, connector }}
      />
      <ConflictList conflicts={conflicts} link={link} connector={connector} />
      <InboxGroup
        title="Ignored"
        description="Set aside by you until somebody retries them."
        records={inState('ignored')}
        {...{ link, connector }}
      />
    </Stack>
  )
}
