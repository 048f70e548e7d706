import type { Link } from '@duet/host-api'
import { Stack, Text } from '@mantine/core'
import { useConnector } from '../api/use-connectors.js'
import { useLink } from '../api/use-link.js'
import { useOrganizations } from '../api/use-organizations.js'
import { useRunEnd } from '../api/use-run-end.js'
import { RedirectNotice } from '../companies/redirect-notice.js'
import { Failure } from '../layout/failure.js'
import { Loading } from '../layout/loading.js'
import { PageHeading } from '../layout/page-heading.js'
import { PageLink } from '../layout/page-link.js'
import { HealthPanel } from './health-panel.js'
import { LinkHeading } from './link-heading.js'
import { LinkTabs } from './link-tabs.js'

/** One company's link to one application. */
export function LinkPage({ linkId }: { linkId: string }) {
  const { data, error, isPending, refetch } = useLink(linkId)
  if (isPending) return <Loading what="the link" lines={5} />
  if (!data)
    return (
      <Stack>
        <PageHeading title="Link">This link cannot be shown</PageHeading>
        <Failure error={error} retry={refetch} />
        <Text>
          Go to <PageLink to="/">your companies</PageLink>.
        </Text>
      </Stack>
    )
  return <KnownLink link={data} />
}

function KnownLink({ link }: { link: Link }) {
  const connector = useConnector(link.connector)
  const company = useOrganizations().data?.organizations.find(({ id }) => id === link.organizationId)
  useRunEnd(link)
  return (
    <Stack gap="xl">
      <LinkHeading link={link} company={company?.name ?? 'This company'} />
      <RedirectNotice />
      <HealthPanel link={link} connector={connector} />
      <LinkTabs link={link} connector={connector} />
    </Stack>
  )
}
