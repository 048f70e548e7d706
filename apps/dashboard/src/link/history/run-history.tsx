import type { ConnectorSummary, Link, Run } from '@duet/host-api'
import { Button, Group, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useRuns } from '../../api/use-runs.js'
import { Empty } from '../../layout/empty.js'
import { Failure } from '../../layout/failure.js'
import { Loading } from '../../layout/loading.js'
import { Panel } from '../../layout/panel.js'
import { RunChart } from './run-chart.js'
import { RunDetails } from './run-details.js'
import { RunTable } from './run-table.js'

interface RunHistoryProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** Every run with its counts, newest first. */
export function RunHistory({ link, connector }: RunHistoryProps) {
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRuns(link)
  const [opened, dialog] = useDisclosure()
  const [chosen, choose] = useState<Run>()
  const runs = data?.pages.flatMap((page) => page.runs) ?? []
  const show = (run: Run) => {
    choose(run)
    dialog.open()
  }
  return (
    <Panel title="History" description="Every synchronization of this link.">
      {isPending && <Loading what="the history" lines={6} />}
      {error && !data && <Failure error={error} retry={refetch} />}
      {data && runs.length === 0 && <Empty>No synchronization has run yet.</Empty>}
      {runs.length > 0 && (
        <>
          <RunChart runs={runs.slice(0, 20)} />
          <RunTable runs={runs} link={link} onShow={show} />
        </>
      )}
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </Group>
      )}
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="xl"
        title={`Synchronization ${chosen?.number ?? ''}`}
      >
        {chosen && <RunDetails runId={chosen.id} link={link} connector={connector} />}
      </Modal>
    </Panel>
  )
}
