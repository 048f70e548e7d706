import type { Progress } from './progress.js'
import type { Style } from './style.js'

/** Where a command writes and what it may be told; a test brings its own. */
export interface Terminal {
  /** One line of what was asked for. */
  print(line: string): void
  /** Colours for what is printed. */
  readonly style: Style
  /** How far long work is; never a part of the answer. */
  readonly progress: Progress
  /** The program of worker processes. */
  readonly workerFile: string
}

/** Rows as columns of a width of their own, for people. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return columns([head, ...rows]).join('\n')
}

/** Rows as lines with aligned columns, without a head. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const width = (at: number) => Math.max(0, ...rows.map((row) => (row[at] ?? '').length))
  const widths = (rows[0] ?? []).map((_, at) => width(at))
  return rows.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** A moment for people; a dash for none. */
export const moment = (at: number | null): string =>
  at === null ? '–' : new Date(at).toISOString().slice(0, 19).replace('T', ' ')
