import type { ConnectorEntity, ConnectorSummary, EntitySwitch, Link } from '@duet/host-api'
import { Text } from '@mantine/core'
import { useUpdateLink } from '../../api/use-update-link.js'
import { type Column, DataTable } from '../../layout/data-table.js'
import { Failure } from '../../layout/failure.js'
import { Panel } from '../../layout/panel.js'
import { entityLabel } from '../../words/entity-label.js'
import { DirectionSwitch } from './direction-switch.js'

interface EntitiesPanelProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** Which entities travel, with a switch for each direction. */
export function EntitiesPanel({ link, connector }: EntitiesPanelProps) {
  const update = useUpdateLink(link)
  const columns = columnsOf({
    link,
    onSwitch: (entity, switches) => update.mutate({ entities: { [entity]: switches } }),
  })
  return (
    <Panel
      title="Entities"
      description={`An arrow each way: switch on what may travel between Connec! and ${link.displayName}. It holds from the next synchronization on.`}
    >
      {update.isError && <Failure title="Not changed" error={update.error} />}
      <DataTable
        caption="Entities and their directions"
        align="middle"
        columns={columns}
        rows={entitiesOf(link, connector)}
        rowKey={({ name }) => name}
      />
    </Panel>
  )
}

interface ColumnOptions {
  link: Link
  onSwitch: (entity: string, switches: EntitySwitch) => void
}

function columnsOf({ link, onSwitch }: ColumnOptions): Column<ConnectorEntity>[] {
  const direction = (to: keyof EntitySwitch, from: string, target: string): Column<ConnectorEntity> => ({
    header: `${from} → ${target}`,
    cell: (entity) => (
      <DirectionSwitch
        label={`${entity.label}: from ${from} to ${target}`}
        possible={entity[to]}
        checked={switchesOf(link, entity.name)[to]}
        locked={link.status === 'unlinked'}
        onChange={(checked) => onSwitch(entity.name, { ...switchesOf(link, entity.name), [to]: checked })}
      />
    ),
  })
  return [
    {
      header: 'Entity',
      cell: ({ name, label, external }) => (
        <>
          {label}
          <Text size="sm" c="dimmed">
            {external}
          </Text>
          {link.lastRun?.unavailable[name] && (
            <Text size="sm">Left out: {link.lastRun.unavailable[name]}</Text>
          )}
        </>
      ),
    },
    direction('toExternal', 'Connec!', link.displayName),
    direction('toConnec', link.displayName, 'Connec!'),
  ]
}

const switchesOf = (link: Link, entity: string): EntitySwitch =>
  link.entities[entity] ?? { toConnec: false, toExternal: false }

/** What the connector declares; without it at hand, what the link remembers. */
const entitiesOf = (link: Link, connector: ConnectorSummary | undefined): readonly ConnectorEntity[] =>
  connector?.entities ??
  Object.keys(link.entities).map((name) => ({
    name,
    label: entityLabel(connector, name),
    external: '',
    toConnec: true,
    toExternal: true,
  }))
