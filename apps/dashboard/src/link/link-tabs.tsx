import type { ConnectorSummary, Link } from '@duet/host-api'
import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { replaceQuery, useQueryString } from '../route.js'
import { formatCount } from '../words/plural.js'
import { RunHistory } from './history/run-history.js'
import { InboxPanel } from './inbox/inbox-panel.js'
import styles from './link-tabs.module.css'
import { PlanPanel } from './plan/plan-panel.js'
import { RecordsPanel } from './records/records-panel.js'
import { SharingPanels } from './sharing-panels.js'
import { WhyPanel } from './why/why-panel.js'

interface LinkTabsProps {
  link: Link
  connector: ConnectorSummary | undefined
}

/** The parts of a link's page; the chosen one stands in the address as `?show=`. */
export function LinkTabs({ link, connector }: LinkTabsProps) {
  const shown = useQueryString().get('show') ?? 'sharing'
  const tabs = tabsOf({ link, connector })
  const value = tabs.some(({ name }) => name === shown) ? shown : 'sharing'
  return (
    <Tabs value={value} onChange={(show) => replaceQuery({ show, id: null, plan: null })} keepMounted={false}>
      <Tabs.List className={styles.list} aria-label="Parts of this link">
        {tabs.map(({ name, label }) => (
          <Tabs.Tab key={name} value={name} className={styles.tab}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name} pt="lg">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function tabsOf({ link, connector }: LinkTabsProps): { name: string; label: string; content: ReactNode }[] {
  const waiting = link.waiting.parked + link.waiting.failed
  return [
    {
      name: 'sharing',
      label: 'Sharing',
      content: <SharingPanels link={link} connector={connector} />,
    },
    { name: 'records', label: 'Records', content: <RecordsPanel link={link} connector={connector} /> },
    {
      name: 'inbox',
      label: waiting === 0 ? 'Inbox' : `Inbox (${formatCount(waiting)})`,
      content: <InboxPanel link={link} connector={connector} />,
    },
    { name: 'history', label: 'History', content: <RunHistory link={link} connector={connector} /> },
    { name: 'plan', label: 'Plan', content: <PlanPanel link={link} connector={connector} /> },
    { name: 'why', label: 'Why?', content: <WhyPanel link={link} connector={connector} /> },
  ]
}
