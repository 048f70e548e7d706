import type { ArgsDef } from 'citty'
import { distance } from 'fastest-levenshtein'
import { aliasesOf, argsOf, subCommandsOf, type TypedCommand, takesValue } from './command-tree.js'
import { UsageError } from './usage-error.js'

/** Throws `UsageError` for a command or an option there is not, naming the one that was probably meant. */
export async function refuseUnknown(typed: TypedCommand): Promise<void> {
  const called = ['duet', ...typed.path].join(' ')
  if (typed.unknown !== undefined) {
    const names = Object.keys((await subCommandsOf(typed.command)) ?? {})
    throw new UsageError(
      `Failed to run the command: ${called} has no command "${typed.unknown}". ${advice(typed.unknown, names, (name) => `${called} ${name}`)}"${called} --help" lists the commands.`,
    )
  }
  const args = await argsOf(typed.command)
  const option = unknownOption(typed.rest, args)
  if (option === undefined) return
  const names = Object.keys(args).filter((name) => args[name]?.type !== 'positional')
  throw new UsageError(
    `Failed to run the command: ${called} has no option ${option}. ${advice(option.replace(/^-+/, ''), names, (name) => `--${name}`)}"${called} --help" lists its options.`,
  )
}

function unknownOption(words: readonly string[], args: ArgsDef): string | undefined {
  const known = new Set(
    Object.entries(args).flatMap(([name, arg]) => [name, `no-${name}`, ...aliasesOf(arg)]),
  )
  const until = words.indexOf('--')
  return words
    .slice(0, until < 0 ? words.length : until)
    .filter((word, at) => /^-[^\d]/.test(word) && !(at > 0 && takesValue(words[at - 1] ?? '', args)))
    .map((word) => word.split('=')[0] ?? word)
    .find((word) => !known.has(word.replace(/^--?/, '')))
}

/** "Did you mean …? " where something is near; nothing where all is far. */
function advice(written: string, names: readonly string[], show: (name: string) => string): string {
  const near = names
    .map((name) => ({ name, away: name.startsWith(written) ? 0 : distance(written, name) }))
    .filter(({ name, away }) => away <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.away - b.away)[0]
  return near === undefined ? '' : `Did you mean "${show(near.name)}"? `
}
