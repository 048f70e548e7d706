import type { ConnectorSummary, Link } from '@duet/host-api'
import { Stack } from '@mantine/core'
import { EntitiesPanel } from './entities/entities-panel.js'
import { HistoryLimitPanel } from './entities/history-limit-panel.js'
import { UnlinkPanel } from './unlink-panel.js'

interface SharingPanelsProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** What a company decides about a link: entities, how far back, and its end. */
export const SharingPanels = ({ link, connector }: SharingPanelsProps) => (
  <Stack gap="lg">
    <EntitiesPanel link={link} connector={connector} />
    <HistoryLimitPanel link={link} />
    {link.status !== 'unlinked' && <UnlinkPanel link={link} />}
  </Stack>
)
