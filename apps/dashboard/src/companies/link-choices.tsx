import type { ConnectorSummary, Link, Organization } from '@duet/host-api'
import { Group, Stack } from '@mantine/core'
import { LinkButton } from './link-button.js'

interface LinkChoicesProps {
  organization: Organization
  connectors: readonly ConnectorSummary[]
  links: readonly Link[]
}

/** A button for every application the company is not linked to, or whose consent has run out. */
export function LinkChoices({ organization, connectors, links }: LinkChoicesProps) {
  const choices = connectors.filter(
    ({ name }) => !links.some((link) => link.connector === name && link.status === 'linked'),
  )
  if (choices.length === 0) return null
  return (
    <Stack gap="md">
      <Group align="flex-start" gap="md">
        {choices.map((connector) => (
          <LinkButton
            key={connector.name}
            connector={connector}
            organizationId={organization.id}
            again={links.some((link) => link.connector === connector.name)}
          />
        ))}
      </Group>
    </Stack>
  )
}
