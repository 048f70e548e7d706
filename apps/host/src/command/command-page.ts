import type { ArgDef, CommandDef } from 'citty'
import { aliasesOf, argsOf, resolved, subCommandsOf } from './command-tree.js'
import { type Examples, examples } from './examples.js'

/** Commands by who runs them, in the order they come up. */
const groups = {
  'For authors of connectors': ['dev', 'check', 'test', 'record'],
  'For whoever runs a host': [
    'serve',
    'worker',
    'settings',
    'sign-in',
    'connectors',
    'links',
    'forget',
    'move',
  ],
  'For synchronizations and their records': ['plan', 'sync', 'runs', 'inspect', 'why', 'inbox'],
  'For the shell': ['completion'],
} as const

const INTRODUCTION = `# The command line

\`duet <command>\`; from a checkout of this repository \`npm run -s duet -- <command>\`. \`duet --help\` lists the commands,
\`duet <command> --help\` says what one takes. A word that is none is answered with the one that was probably meant.

- **Answers** go to standard output, progress and complaints to standard error. Progress shows only on a terminal.
- **\`--json\`** prints the answer as JSON instead, one object unless said otherwise below. Moments are milliseconds since 1970.
- **Colours** show only on a terminal, never with \`NO_COLOR\`, always with \`FORCE_COLOR\`.
- **\`--config <file>\`** names the settings; else \`DUET_CONFIG\`, else \`duet.config.json\` here, else \`.duet/duet.config.json\`, which
  is that of a running \`duet dev\` or tour.
- Commands talk to the database, not to the host: most work whether one is running or not.

| exit code | means                                                                                                 |
| --------- | ----------------------------------------------------------------------------------------------------- |
| 0         | done                                                                                                  |
| 1         | it failed: one line on standard error says what, why and how to mend it                               |
| 2         | the command was written wrongly: an unknown command, option or name, or something missing             |

This page is made from the commands themselves; a test holds them together.
`

/** `docs/command-line.md`: every command with what it takes, examples, its JSON and its exit codes. */
export async function commandPage(root: CommandDef): Promise<string> {
  const commands = (await subCommandsOf(root)) ?? {}
  const grouped = new Set<string>(Object.values(groups).flat())
  const left = Object.keys(commands).filter((name) => !grouped.has(name))
  if (left.length > 0) throw new Error(`These commands belong to no group of the page: ${left.join(', ')}`)
  const parts = [INTRODUCTION]
  for (const [title, names] of Object.entries(groups)) {
    parts.push(`## ${title}\n`)
    for (const name of names) {
      const command = commands[name]
      if (command !== undefined) parts.push(...(await sections([name], await resolved(command))))
    }
  }
  return parts.join('\n')
}

/** A command and those below it. */
async function sections(path: readonly string[], command: CommandDef): Promise<string[]> {
  const own = examples[path.join(' ')]
  if (own === undefined) throw new Error(`duet ${path.join(' ')} has no examples`)
  const below = Object.entries((await subCommandsOf(command)) ?? {})
  const parts = [await section(path, command, own)]
  for (const [name, sub] of below) parts.push(...(await sections([...path, name], await resolved(sub))))
  return parts
}

async function section(path: readonly string[], command: CommandDef, own: Examples): Promise<string> {
  const args = Object.entries(await argsOf(command))
  const words = args.filter(([, arg]) => arg.type === 'positional').map(([name, arg]) => placeOf(name, arg))
  const meta = (await resolved(command.meta)) ?? {}
  const called = ['duet', ...path].join(' ')
  const takes = args.filter(([name]) => name !== 'config' && name !== 'json')
  const parts = [`### \`${[called, ...words].join(' ')}\`\n`, `${meta.description}.\n`]
  if (takes.length > 0) parts.push(tableOf(takes))
  parts.push(`\`\`\`sh\n${exampleLines(own)}\n\`\`\`\n`)
  parts.push(`- \`--json\`: ${own.json}`)
  if (own.fails !== undefined) parts.push(`- Exit code 1 also when ${own.fails}.`)
  if (own.next !== undefined) parts.push(`- Next: ${own.next}`)
  return `${parts.join('\n')}\n`
}

function exampleLines({ lines }: Examples): string {
  const width = Math.max(...lines.map(([command]) => command.length))
  return lines.map(([command, words]) => `${command.padEnd(width)}  # ${words}`).join('\n')
}

const placeOf = (name: string, arg: ArgDef): string =>
  'required' in arg && arg.required === true ? `<${name}>` : `[${name}]`

function tableOf(args: readonly (readonly [string, ArgDef])[]): string {
  const rows = args.map(([name, arg]) => [writtenAs(name, arg), cell(arg)])
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0), 6))
  const line = (row: readonly string[]) =>
    `| ${row.map((one, at) => one.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return `${[line(['takes', 'which is']), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')}\n`
}

function writtenAs(name: string, arg: ArgDef): string {
  if (arg.type === 'positional') return `\`${placeOf(name, arg)}\``
  const hint = 'valueHint' in arg && arg.valueHint !== undefined ? arg.valueHint : 'value'
  const value = arg.type === 'boolean' ? '' : ` <${hint}>`
  const others = aliasesOf(arg).map((alias) => `, \`${alias.length === 1 ? '-' : '--'}${alias}\``)
  return `\`--${name}${value}\`${others.join('')}`
}

function cell(arg: ArgDef): string {
  const words = (arg.description ?? '').replaceAll('|', '\\|')
  const usual = 'default' in arg && typeof arg.default === 'string' ? ` (${arg.default} unless given)` : ''
  return words + usual
}
