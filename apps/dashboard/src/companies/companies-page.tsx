import { Group, Stack, Text } from '@mantine/core'
import { useConnectors } from '../api/use-connectors.js'
import { useOrganizations } from '../api/use-organizations.js'
import { Failure } from '../layout/failure.js'
import { Loading } from '../layout/loading.js'
import { PageHeading } from '../layout/page-heading.js'
import { AddCompany } from './add-company.js'
import { Company } from './company.js'
import { ConnectorsPanel } from './connectors-panel.js'
import { RedirectNotice } from './redirect-notice.js'

/** Every company with its links, and the connectors there are. */
export const CompaniesPage = () => (
  <Stack gap="xl">
    <Group justify="space-between" align="flex-end">
      <div>
        <PageHeading title="Companies">Companies</PageHeading>
        <Text c="dimmed">Keep a company's records equal in Connec! and in the applications it works in.</Text>
      </div>
      <AddCompany />
    </Group>
    <RedirectNotice />
    <Companies />
    <ConnectorsPanel />
  </Stack>
)

function Companies() {
  const organizations = useOrganizations()
  const connectors = useConnectors()
  if (organizations.isPending || connectors.isPending) return <Loading what="companies" />
  if (!organizations.data) return <Failure error={organizations.error} retry={organizations.refetch} />
  if (organizations.data.organizations.length === 0)
    return <Text>There is no company yet. Add the first one, then link it to an application.</Text>
  return organizations.data.organizations.map((organization) => (
    <Company
      key={organization.id}
      organization={organization}
      connectors={connectors.data?.connectors ?? []}
    />
  ))
}
