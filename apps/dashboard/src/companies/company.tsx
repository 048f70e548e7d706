import type { ConnectorSummary, Organization } from '@duet/host-api'
import { Text } from '@mantine/core'
import { useLinks } from '../api/use-links.js'
import { Failure } from '../layout/failure.js'
import { Loading } from '../layout/loading.js'
import { Panel } from '../layout/panel.js'
import { LinkChoices } from './link-choices.js'
import { LinkList } from './link-list.js'

interface CompanyProps {
  organization: Organization
  connectors: readonly ConnectorSummary[]
}

/** One company: its links, and what else it can be linked to. */
export function Company({ organization, connectors }: CompanyProps) {
  const links = useLinks(organization.id)
  return (
    <Panel
      title={organization.name}
      description={
        <>
          Connec! group {organization.uid} · tenant {organization.tenant}
        </>
      }
    >
      {links.isPending && <Loading what={`the links of ${organization.name}`} lines={1} />}
      {links.isError && !links.data && <Failure error={links.error} retry={links.refetch} />}
      {links.data && (
        <>
          <LinkList links={links.data.links} company={organization.name} />
          <LinkChoices organization={organization} connectors={connectors} links={links.data.links} />
          {links.data.links.filter(({ status }) => status !== 'unlinked').length > 1 && (
            <Text size="sm" c="dimmed">
              All links share what Connec! holds: an edit in one application arrives in the others.
            </Text>
          )}
        </>
      )}
    </Panel>
  )
}
