import type { ConformanceCard } from '@duet/host-api'

/** The card for people: what failed and why, what was left out and why, and how many checks passed. */
export function renderCard(card: ConformanceCard): string {
  const points = Object.entries(card.checks).flatMap(([group, checks]) =>
    checks.map((point) => ({ group, ...point })),
  )
  const failed = points.flatMap(({ check, failed }) =>
    failed.map(({ subject, says }) => `  failed   ${subject}: ${check}\n           ${says}`),
  )
  const reasons = Map.groupBy(
    points.flatMap(({ skipped }) => skipped),
    ({ says }) => says,
  )
  return [
    `${card.connector} ${card.version}: ${counted(card)}`,
    ...failed,
    ...card.warnings.map((warning) => `  warning  ${warning}`),
    ...[...reasons].map(([reason, skipped]) => `  skipped  ${skipped.length} × ${reason}`),
  ].join('\n')
}

/** `114 checks passed, 16 skipped, 1 failed` */
const counted = ({ passed, skipped, failed }: ConformanceCard): string =>
  [
    `${passed} checks passed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(', ')
