import { Stack, Text } from '@mantine/core'
import { PageHeading } from './page-heading.js'
import { PageLink } from './page-link.js'

/** For a path that leads nowhere. */
export const UnknownPage = () => (
  <Stack>
    <PageHeading title="No such page">There is no such page</PageHeading>
    <Text>
      Go to <PageLink to="/">your companies</PageLink>.
    </Text>
  </Stack>
)
