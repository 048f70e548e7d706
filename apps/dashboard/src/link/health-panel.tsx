import type { ConnectorSummary, Link } from '@duet/host-api'
import { Divider, Text } from '@mantine/core'
import { LinkButton } from '../companies/link-button.js'
import { Moment } from '../layout/moment.js'
import { Panel } from '../layout/panel.js'
import { Tag } from '../layout/tag.js'
import { useNow } from '../layout/use-now.js'
import { formatInterval } from '../words/format-duration.js'
import { healthWords } from '../words/health-words.js'
import { HeldEntities } from './run/held-entities.js'
import { RunSummary } from './run/run-summary.js'
import { Synchronize } from './run/synchronize.js'

interface HealthPanelProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** How the link is doing in words, what it does now, and the button that makes it do more. */
export function HealthPanel({ link, connector }: HealthPanelProps) {
  const { title, sentence, mood } = healthWords(link)
  const mustLink = link.status !== 'linked'
  return (
    <Panel
      title="Health"
      description={
        <>
          <Text c="var(--mantine-color-text)" fw={600} size="md" component="div">
            <Tag mood={mood}>{title}</Tag>
          </Text>
          <div>{sentence}</div>
          <NextRun link={link} />
        </>
      }
      actions={
        mustLink ? (
          connector && <LinkButton connector={connector} organizationId={link.organizationId} again />
        ) : (
          <Synchronize link={link} connector={connector} />
        )
      }
    >
      <HeldEntities link={link} connector={connector} />
      <Divider color="var(--duet-line)" />
      <RunSummary link={link} />
    </Panel>
  )
}

function NextRun({ link }: { link: Link }) {
  const now = useNow()
  const { status, health, nextRunAt, intervalMs } = link
  if (status !== 'linked' || health.state === 'suspended' || nextRunAt === null) return null
  return (
    <div>
      Synchronizes every {formatInterval(intervalMs)}, next{' '}
      {nextRunAt > now ? <Moment at={nextRunAt} /> : 'at any moment'}.
    </div>
  )
}
