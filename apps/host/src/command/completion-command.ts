import { type CommandDef, defineCommand, runCommand } from 'citty'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell']

/** `duet completion <shell>`: the script that lets a shell complete our commands and options. */
export const completionCommand = (_: Terminal, root: () => CommandDef) =>
  defineCommand({
    meta: { name: 'completion', description: 'Print what lets a shell complete commands and options' },
    args: { shell: { type: 'positional', required: true, description: SHELLS.join(', ') } },
    async run({ args }) {
      if (!SHELLS.includes(args.shell))
        throw new UsageError(
          `Failed to complete: "${args.shell}" is no shell we know. Name one of: ${SHELLS.join(', ')}.`,
        )
      await complete(root(), [args.shell])
    },
  })

/** Answers a shell: the script for its name, or what may follow the words after `--`. */
export async function complete(root: CommandDef, words: readonly string[]): Promise<void> {
  const { default: addCompletion } = await import('@bomb.sh/tab/citty')
  await addCompletion(root)
  await runCommand(root, { rawArgs: ['complete', ...words] })
}
