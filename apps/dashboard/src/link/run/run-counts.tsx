import type { RunTotals } from '@duet/host-api'
import { formatCount } from '../../words/plural.js'
import { skippedOf } from '../../words/run-words.js'
import styles from './run-summary.module.css'

interface RunCountsProps {
  /** Absent before the first run. */
  totals: RunTotals | undefined
  displayName: string
}

/** What a run has done so far, as numbers. */
export const RunCounts = ({ totals, displayName }: RunCountsProps) => (
  <dl className={styles.counts}>
    <Count name="Read" value={totals?.read} />
    <Count name={`Written to ${displayName}`} value={totals?.writesToExternal} />
    <Count name="Written to Connec!" value={totals?.writesToConnec} />
    <Count name="Unchanged" value={totals?.unchanged} />
    <Count name="Skipped" value={totals && skippedOf(totals)} />
    <Count name="Had to wait" value={totals?.parked} />
    <Count name="Failed" value={totals?.failed} loud />
  </dl>
)

interface CountProps {
  name: string
  value: number | undefined
  /** Anything but zero stands out. */
  loud?: boolean
}

const Count = ({ name, value, loud = false }: CountProps) => (
  <div className={styles.count} data-loud={loud && value !== undefined && value > 0}>
    <dt>{name}</dt>
    <dd>{value === undefined ? '–' : formatCount(value)}</dd>
  </div>
)
