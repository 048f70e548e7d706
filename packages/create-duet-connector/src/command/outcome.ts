import path from 'node:path'

/** What was written, and what to do next. */
export interface Outcome {
  readonly folder: string
  readonly package: string
  readonly files: readonly string[]
  readonly entities: readonly { readonly collection: string; readonly connec: readonly string[] }[]
  /** What the author has to know. */
  readonly remarks: readonly string[]
  /** Commands. */
  readonly next: readonly string[]
  /** In the end. */
  readonly last?: string
}

/** An outcome for a person, who stands in a folder. */
export function told({ folder, files, entities, remarks, next, last }: Outcome, cwd: string): string {
  const lines = [
    `Wrote ${files.length} files to ${path.relative(cwd, folder) || '.'}`,
    ...entities.map(({ collection, connec }) => `  ${collection} ↔ ${connec.join(', ')}`),
    ...remarks.map((remark) => `\nNote: ${remark}`),
    '\nNext:',
    ...next.map((command) => `  ${command}`),
    ...(last === undefined ? [] : [`\n${last}`]),
  ]
  return lines.join('\n')
}
