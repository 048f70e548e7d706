import type { Deviations } from './deviations.js'

/** The list of deviations for people, file by file, entries of one reason side by side. */
export function deviationTable(deviations: Deviations): string {
  const files = [...new Set(deviations.map(({ file }) => file))].toSorted()
  const sections = files.map((file) => {
    const rows = deviations.filter((one) => one.file === file).map(rowOf)
    const unique = [...new Set(rows)].toSorted()
    return `## ${file}\n\n| reason | what Duet does |\n| ------ | -------------- |\n${unique.join('\n')}`
  })
  return `${sections.join('\n\n')}\n`
}

const rowOf = ({ defect, decision, because, names }: Deviations[number]): string => {
  const reason = defect ?? `[decision ${decision}](decisions)`
  const only = names === undefined ? '' : ` (only: ${names.join('; ')})`
  return `| ${reason} | ${because.replaceAll('|', '\\|')}${only} |`
}
