import type { ConnectorSummary, Link, SynchronizeRequest } from '@duet/host-api'
import { Button, Group, Stack } from '@mantine/core'
import { useSynchronize } from '../../api/use-synchronize.js'
import { busyProps } from '../../layout/busy-props.js'
import { Failure } from '../../layout/failure.js'
import styles from './synchronize.module.css'
import { SynchronizeMenu } from './synchronize-menu.js'

interface SynchronizeProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** Starts a run now; the menu beside it chooses which. */
export function Synchronize({ link, connector }: SynchronizeProps) {
  const { mutate, error, isPending, awaited } = useSynchronize(link)
  const busy = isPending || awaited || link.running !== null
  const paused = link.health.state === 'suspended'
  const start = (request: SynchronizeRequest) => {
    if (!busy) mutate(paused ? { ...request, forced: true } : request)
  }
  return (
    <Stack gap="sm">
      <Group gap="xs" wrap="nowrap">
        <Button {...busyProps(busy)} onClick={() => start({})} className={styles.start}>
          {wordsOf({ link, awaited: isPending || awaited, paused })}
        </Button>
        <SynchronizeMenu link={link} connector={connector} busy={busy} onChoose={start} />
      </Group>
      {error && <Failure title="Not synchronized" error={error} />}
    </Stack>
  )
}

function wordsOf({ link, awaited, paused }: { link: Link; awaited: boolean; paused: boolean }): string {
  if (link.running) return 'Synchronizing…'
  if (awaited) return 'About to start…'
  return paused ? 'Synchronize anyway' : 'Synchronize'
}
