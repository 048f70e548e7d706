import type { ConnectorSummary } from '@duet/host-api'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCreateLink } from '../api/use-create-link.js'
import { Failure } from '../layout/failure.js'
import { CredentialsDialog } from './credentials-dialog.js'

interface LinkButtonProps {
  connector: ConnectorSummary
  organizationId: string
  /** The company was linked before. */
  again: boolean
}

/** Links a company to an application: over its consent page, or with credentials where it has none. */
export function LinkButton({ connector, organizationId, again }: LinkButtonProps) {
  const createLink = useCreateLink(organizationId)
  const [asking, dialog] = useDisclosure()
  const consent = connector.auth.some(({ kind }) => kind === 'oauth2')
  const start = () => (consent ? createLink.mutate({ connector: connector.name }) : dialog.open())
  return (
    <Stack gap={6} align="flex-start" maw="100%">
      <Button
        variant={again ? 'default' : 'filled'}
        loading={createLink.isPending && !asking}
        disabled={!connector.configured}
        onClick={start}
        h="auto"
        mih={36}
        py={6}
        styles={{ label: { whiteSpace: 'normal', lineHeight: 1.3 } }}
      >
        {again ? `Link again to ${connector.displayName}` : `Link this company to ${connector.displayName}`}
      </Button>
      {!connector.configured && (
        <Text size="sm" c="dimmed" maw={420}>
          {connector.missing ?? `${connector.displayName} is not configured yet.`}
        </Text>
      )}
      {connector.configured && !again && connector.signUpUrl && (
        <Anchor href={connector.signUpUrl} size="sm" c="var(--duet-link)" underline="always" rel="noreferrer">
          No account yet? Sign up at {connector.displayName}
        </Anchor>
      )}
      {createLink.isError && !asking && <Failure title="Not linked" error={createLink.error} />}
      <CredentialsDialog
        connector={connector}
        opened={asking}
        onClose={dialog.close}
        createLink={createLink}
      />
    </Stack>
  )
}
