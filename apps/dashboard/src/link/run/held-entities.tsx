import type { ConnectorSummary, Link } from '@duet/host-api'
import { Button, Group, Text } from '@mantine/core'
import { useSynchronize } from '../../api/use-synchronize.js'
import { Failure } from '../../layout/failure.js'
import { entityLabel } from '../../words/entity-label.js'

interface HeldEntitiesProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** Entities that were stopped before a mass change, each with a button that lets it go on; nothing without any. */
export function HeldEntities({ link, connector }: HeldEntitiesProps) {
  const { mutate, error, isPending, awaited } = useSynchronize(link)
  const busy = isPending || awaited || link.running !== null
  if (link.held.length === 0) return null
  return (
    <Group gap="sm">
      <Text>Is the change meant?</Text>
      {link.held.map(({ entity }) => (
        <Button
          key={entity}
          variant="default"
          size="compact-md"
          disabled={busy}
          onClick={() => mutate({ only: [entity], acceptMassChange: true })}
        >
          Go on with {entityLabel(connector, entity)}
        </Button>
      ))}
      {error && <Failure title="Not synchronized" error={error} />}
    </Group>
  )
}
