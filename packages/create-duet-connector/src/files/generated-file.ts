/** A file of a connector, its path below the connector's folder. */
export interface GeneratedFile {
  readonly path: string
  readonly content: string
}

/** Parts of a file with a blank line between them. */
export const joined = (...parts: readonly string[]): string =>
  `${parts.filter((part) => part !== '').join('\n\n')}\n`
