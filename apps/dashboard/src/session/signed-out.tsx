import { Code, Stack, Text } from '@mantine/core'
import { PageHeading } from '../layout/page-heading.js'

/** How to sign in, for a visitor who has not. */
export const SignedOut = () => (
  <Stack maw={640}>
    <PageHeading title="Sign in">You are not signed in</PageHeading>
    <Text>
      Open the sign-in link the host printed in the terminal, or run{' '}
      <Code fz="sm" style={{ whiteSpace: 'nowrap' }}>
        npm run duet -- sign-in
      </Code>{' '}
      for a new one.
    </Text>
  </Stack>
)
