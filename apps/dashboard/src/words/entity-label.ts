import type { ConnectorSummary } from '@duet/host-api'

/** An entity's label for people; without its connector at hand, its name made readable. */
export function entityLabel(connector: ConnectorSummary | undefined, name: string): string {
  const label = connector?.entities.find((entity) => entity.name === name)?.label
  if (label) return label
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
