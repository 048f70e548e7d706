import type { ConnectorSummary, Link, SynchronizeRequest } from '@duet/host-api'
import { Button, Menu, Text } from '@mantine/core'
import { busyProps } from '../../layout/busy-props.js'
import { replaceQuery } from '../../route.js'
import { entityLabel } from '../../words/entity-label.js'

interface SynchronizeMenuProps {
  link: Link
  connector: ConnectorSummary | undefined
  busy: boolean
  onChoose: (request: SynchronizeRequest) => void
}

/** Other ways to synchronize: everything again, one entity only, past a safety stop. */
export const SynchronizeMenu = ({ link, connector, busy, onChoose }: SynchronizeMenuProps) => (
  <Menu position="bottom-end" width={290} disabled={busy}>
    <Menu.Target>
      <Button variant="default" flex="none" {...busyProps(busy)}>
        Other ways…
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item onClick={() => replaceQuery({ show: 'plan', plan: null, id: null })}>
        See first what it would do
        <Text size="xs" c="dimmed">
          A plan, record by record; nothing is written
        </Text>
      </Menu.Item>
      <Menu.Item onClick={() => onChoose({ full: true })}>
        Everything again
        <Text size="xs" c="dimmed">
          Reads every record, not only what changed
        </Text>
      </Menu.Item>
      {link.lastRun?.status === 'suspended' && (
        <Menu.Item onClick={() => onChoose({ forced: true })}>
          Go ahead anyway
          <Text size="xs" c="dimmed">
            Also past the safety stop of the last run
          </Text>
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Label c="dimmed">Only one entity</Menu.Label>
      {Object.entries(link.entities)
        .filter(([, { toConnec, toExternal }]) => toConnec || toExternal)
        .map(([name]) => (
          <Menu.Item key={name} onClick={() => onChoose({ only: [name] })}>
            {entityLabel(connector, name)}
          </Menu.Item>
        ))}
    </Menu.Dropdown>
  </Menu>
)
