import type { Run } from '@duet/host-api'
import { Group, Text } from '@mantine/core'
import { Tag } from '../../layout/tag.js'
import { plural } from '../../words/plural.js'
import { RunBar } from './run-bar.js'
import styles from './run-chart.module.css'

const slots = 20
const slotWidth = 20

/** The last runs as bars, oldest at the left; the table below says the same in numbers. */
export function RunChart({ runs }: { runs: readonly Run[] }) {
  const shown = runs.slice(0, slots).toReversed()
  const highest = Math.max(1, ...shown.map(({ totals }) => totals.applied + totals.parked + totals.failed))
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${slots * slotWidth} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`The last ${plural(shown.length, 'synchronization')}: at most ${plural(highest, 'record')} in one.`}
      >
        {shown.map((run, index) => (
          <RunBar key={run.id} run={run} x={(slots - shown.length + index) * slotWidth} highest={highest} />
        ))}
      </svg>
      <Group component="figcaption" gap="lg" mt="xs">
        <Text size="sm" span>
          <Tag mood="busy">Applied</Tag>
        </Text>
        <Text size="sm" span>
          <Tag mood="warning">Had to wait</Tag>
        </Text>
        <Text size="sm" span>
          <Tag mood="bad">Failed</Tag>
        </Text>
      </Group>
    </figure>
  )
}
