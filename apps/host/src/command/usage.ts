import { renderUsage } from 'citty'
import type { TypedCommand } from './command-tree.js'
import { type Examples, examples } from './examples.js'

/** The usage of a command with examples and what comes next, coloured. */
export async function usageOf({ command, parent, path }: TypedCommand): Promise<string> {
  const written = await renderUsage(command, parent && { ...parent, meta: nameOf(path) })
  const own = examples[path.join(' ')]
  return own === undefined ? written : `${written.trimEnd()}\n\n${inWords(own)}`
}

/** What stands before the name of the command itself. */
const nameOf = (path: readonly string[]) => ({ name: ['duet', ...path.slice(0, -1)].join(' ') })

function inWords({ lines, next }: Examples): string {
  const width = Math.max(...lines.map(([command]) => command.length))
  const shown = lines.map(([command, words]) => `  ${command.padEnd(width)}  ${words}`)
  return ['EXAMPLES', '', ...shown, ...(next === undefined ? [] : ['', `Next: ${next}`])].join('\n')
}
