import type { Style } from './style.js'

/** Where a command writes and what it may be told; a test brings its own. */
export interface Terminal {
  /** One line of what was asked for. */
  print(line: string): void
  /** Colours for what is printed. */
  readonly style: Style
  /** The program of worker processes. */
  readonly workerFile: string
}

/** Rows as columns of a width of their own, for people. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [head, ...rows].map(line).join('\n')
}

/** A moment for people; a dash for none. */
export const moment = (at: number | null): string =>
  at === null ? '–' : new Date(at).toISOString().slice(0, 19).replace('T', ' ')
