import { isPlainObject } from '@duet/core'
import type { Report } from '../report.js'

/** The targets that do not hold, each with what shows why: parts of the same run, largest first. */
export function missedTargets({ targets, suites }: Report): string {
  const missed = targets.filter(({ holds }) => !holds)
  if (missed.length === 0) return 'Every target holds.\n'
  const bySuite = Map.groupBy(missed, ({ name }) => name.split(/[ :]/, 1)[0] ?? name)
  return [...bySuite]
    .map(([suite, own]) => {
      const lines = own.map(
        ({ name, target, value, size }) =>
          `- **${name}**: ${value ?? 'not measured'}, wanted ${target} (${size}).`,
      )
      return `### ${suite}\n\n${lines.join('\n')}\n\n${profilesOf(suites[suite]?.profiles)}`
    })
    .join('\n')
}

function profilesOf(profiles: unknown): string {
  if (!isPlainObject(profiles)) return ''
  return Object.entries(profiles)
    .filter(([, parts]) => isPlainObject(parts) && Object.keys(parts).length > 0)
    .map(([title, parts]) => {
      const rows = Object.entries(Object(parts)).map(
        ([part, value]) => `| \`${part.replaceAll('|', '\\|').replaceAll('`', "'")}\` | ${amount(value)} |`,
      )
      return `${title[0]?.toUpperCase()}${title.slice(1)}:\n\n| part | |\n| --- | --: |\n${rows.join('\n')}\n`
    })
    .join('\n')
}

/** A share of the whole, or a number of its own. */
const amount = (value: unknown): string =>
  typeof value === 'number' && value > 0 && value < 1 ? `${(value * 100).toFixed(1)} %` : String(value)
