import type { ArgDef, ArgsDef, CommandDef, SubCommandsDef } from 'citty'

/** A command as it was typed: `['inbox', 'list']`, and what follows its name. */
export interface TypedCommand {
  readonly path: readonly string[]
  readonly command: CommandDef
  /** The command it belongs to, for its usage. */
  readonly parent: CommandDef | undefined
  readonly rest: readonly string[]
  /** A word where a command of `command` belongs, that is none. */
  readonly unknown: string | undefined
}

/** Follows the words of a command line down to the command they mean; loads only the commands on the way. */
export async function commandAt(root: CommandDef, words: readonly string[]): Promise<TypedCommand> {
  let typed: TypedCommand = { path: [], command: root, parent: undefined, rest: words, unknown: undefined }
  for (;;) {
    const { command, rest, path } = typed
    const subCommands = await subCommandsOf(command)
    if (subCommands === undefined) return typed
    const at = firstWord(rest, await argsOf(command))
    const name = rest[at]
    if (at < 0 || name === undefined) return typed
    const found = Object.hasOwn(subCommands, name) ? subCommands[name] : undefined
    if (found === undefined) return { ...typed, unknown: name }
    typed = {
      path: [...path, name],
      command: await resolved(found),
      parent: command,
      rest: rest.toSpliced(at, 1),
      unknown: undefined,
    }
  }
}

/** The commands below a command, by name; undefined when it has none. */
export const subCommandsOf = async (command: CommandDef): Promise<SubCommandsDef | undefined> =>
  command.subCommands === undefined ? undefined : await resolved(command.subCommands)

/** The arguments of a command, by name. */
export const argsOf = async (command: CommandDef): Promise<ArgsDef> => (await resolved(command.args)) ?? {}

/** Other names of an option: `-f`, `--force`. */
export const aliasesOf = (arg: ArgDef): string[] => ('alias' in arg && arg.alias ? [arg.alias].flat() : [])

/** Whether the word after the option is its value. */
export const takesValue = (word: string, args: ArgsDef): boolean => {
  const name = word.replace(/^--?/, '')
  const entry = Object.entries(args).find(([own, arg]) => own === name || aliasesOf(arg).includes(name))
  return !word.includes('=') && (entry?.[1].type === 'string' || entry?.[1].type === 'enum')
}

/** Where the first word is that is neither an option nor the value of one; -1 for nowhere. */
function firstWord(words: readonly string[], args: ArgsDef): number {
  return words.findIndex(
    (word, at) => !word.startsWith('-') && !(at > 0 && takesValue(words[at - 1] ?? '', args)),
  )
}

type Resolvable<Value> = Value | Promise<Value> | (() => Value) | (() => Promise<Value>)

// A command is never a function itself, so a function is what makes one.
export const resolved = async <Value>(value: Resolvable<Value>): Promise<Value> =>
  typeof value === 'function' ? await (value as () => Value | Promise<Value>)() : await value
