import type { Link } from '@duet/host-api'
import { type Column, DataTable } from '../layout/data-table.js'
import { Empty } from '../layout/empty.js'
import { Moment } from '../layout/moment.js'
import { PageLink } from '../layout/page-link.js'
import { Tag } from '../layout/tag.js'
import { linkPath } from '../route.js'
import { healthWords } from '../words/health-words.js'
import { formatCount } from '../words/plural.js'

const columns: readonly Column<Link>[] = [
  {
    header: 'Application',
    cell: (link) => <PageLink to={linkPath(link)}>{link.displayName}</PageLink>,
  },
  { header: 'Account', cell: (link) => link.accountName ?? link.accountId ?? '–' },
  { header: 'Health', cell: (link) => <LinkState link={link} /> },
  { header: 'Shared records', cell: (link) => formatCount(link.sharedRecords), numeric: true },
  {
    header: 'In the inbox',
    cell: ({ waiting }) => formatCount(waiting.parked + waiting.failed),
    numeric: true,
  },
  { header: 'Last synchronized', cell: (link) => <LastRun link={link} /> },
]

/** The links of a company, one a row. */
export const LinkList = ({ links, company }: { links: readonly Link[]; company: string }) =>
  links.length === 0 ? (
    <Empty>Not linked to any application yet.</Empty>
  ) : (
    <DataTable caption={`Links of ${company}`} columns={columns} rows={links} rowKey={({ id }) => id} />
  )

function LinkState({ link }: { link: Link }) {
  if (link.running) return <Tag mood="busy">Synchronizing now</Tag>
  const { mood, title } = healthWords(link)
  return <Tag mood={mood}>{title}</Tag>
}

function LastRun({ link }: { link: Link }) {
  const at = link.lastRun?.finishedAt
  return at == null ? 'Not yet' : <Moment at={at} />
}
