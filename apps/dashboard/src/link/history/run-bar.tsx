import type { Run } from '@duet/host-api'
import { formatExactly } from '../../words/format-moment.js'
import { formatCount } from '../../words/plural.js'
import { statusWords } from '../../words/run-words.js'

interface RunBarProps {
  run: Run
  x: number
  /** Records of the largest run shown; its bar fills the height of 100. */
  highest: number
}

/** One run of the chart: applied below, waiting and failed on top; a run without records is a mark on the ground. */
export function RunBar({ run, x, highest }: RunBarProps) {
  const { applied, parked, failed } = run.totals
  // the root keeps small runs visible beside a first synchronization of thousands
  const height = 94 * Math.sqrt((applied + parked + failed) / highest)
  const share = (part: number) => (part === 0 ? 0 : (height * part) / (applied + parked + failed))
  const bars = [
    { fill: 'var(--duet-busy)', size: share(applied), below: 0 },
    { fill: 'var(--duet-warning)', size: share(parked), below: share(applied) },
    { fill: 'var(--duet-bad)', size: share(failed), below: share(applied) + share(parked) },
  ]
  return (
    <g>
      <title>
        {`Synchronization ${run.number}, ${formatExactly(run.startedAt)}: ${statusWords(run.status).words.toLowerCase()}, ${formatCount(applied)} applied, ${formatCount(parked)} waiting, ${formatCount(failed)} failed`}
      </title>
      <rect
        x={x + 3}
        y={98}
        width={14}
        height={2}
        fill={run.status === 'failed' ? 'var(--duet-bad)' : 'var(--duet-line)'}
      />
      {bars.map(({ fill, size, below }) => (
        <rect key={fill} x={x + 3} y={98 - below - size} width={14} height={size} fill={fill} />
      ))}
    </g>
  )
}
