import type { QuarantinedConnector } from '@duet/host-api'
import { Stack, Text, Title } from '@mantine/core'
import { Notice } from '../layout/notice.js'

/** Connectors that could not be loaded, each with what went wrong and how to mend it. */
export function Quarantine({ connectors }: { connectors: readonly QuarantinedConnector[] }) {
  if (connectors.length === 0) return null
  return (
    <Stack gap="sm">
      <Title order={3}>Set aside</Title>
      <Text size="sm" c="dimmed">
        These could not be loaded. Everything else keeps working.
      </Text>
      {connectors.map(({ name, path, message }) => (
        <Notice key={path} mood="warning" title={name}>
          {message}
          <Text size="sm" c="dimmed" ff="monospace" mt={4}>
            {path}
          </Text>
        </Notice>
      ))}
    </Stack>
  )
}
