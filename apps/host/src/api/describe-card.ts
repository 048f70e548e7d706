import type { Conformance, ConformanceCard } from '@duet/host-api'

/** How many reasons are told. */
const REASONS = 2

/** A card in short: "52 checks passed, 3 skipped: it declares no webhooks". */
export function describeCard(card: ConformanceCard): Conformance {
  const { passed, skipped, failed, warnings, checks } = card
  const left = Object.values(checks).flatMap((points) => points.flatMap((point) => point.skipped))
  const reasons = [...Map.groupBy(left, ({ says }) => says)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason]) => reason)
  const told = reasons.slice(0, REASONS).join('; ')
  const more = reasons.length > REASONS ? '; …' : ''
  const parts = [
    `${passed} checks passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped: ${told}${more}`] : []),
  ]
  return { passed, skipped, failed, warnings: warnings.length, summary: parts.join(', ') }
}
