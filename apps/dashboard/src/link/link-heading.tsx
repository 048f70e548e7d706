import type { Link } from '@duet/host-api'
import { Text, VisuallyHidden } from '@mantine/core'
import { Moment } from '../layout/moment.js'
import { PageHeading } from '../layout/page-heading.js'
import { PageLink } from '../layout/page-link.js'

/** Which company, which application, which account. */
export const LinkHeading = ({ link, company }: { link: Link; company: string }) => (
  <div>
    <Text component="nav" aria-label="Breadcrumb" size="sm" mb="xs">
      <PageLink to="/">Companies</PageLink>
    </Text>
    <PageHeading title={`${company} and ${link.displayName}`}>
      {company} <span aria-hidden>⇄</span>
      <VisuallyHidden>and</VisuallyHidden> {link.displayName}
    </PageHeading>
    <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {link.accountName ?? 'Account'} {link.accountId && <>({link.accountId}) </>}· linked{' '}
      <Moment at={link.createdAt} />
    </Text>
  </div>
)
