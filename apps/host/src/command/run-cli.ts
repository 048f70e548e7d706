import { stripVTControlCharacters } from 'node:util'
import { DuetError } from '@duet/core'
import { renderUsage, runCommand } from 'citty'
import { HOST_VERSION } from '../version.js'
import { duetCommand, subCommands } from './duet-command.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

export interface CliOptions {
  workerFile: string
  print?: (line: string) => void
  complain?: (line: string) => void
}

/** Runs a command line; returns the exit code: 0, 1 for what failed, 2 for what was written wrongly. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<number> {
  const { workerFile, print = console.log, complain = console.error } = options
  const terminal: Terminal = { print, workerFile }
  const root = duetCommand(terminal)
  const rawArgs = [...args]
  try {
    if (rawArgs.length === 0 || rawArgs.includes('--help') || rawArgs.includes('-h')) {
      const text = await usage(terminal, rawArgs)
      print(process.stdout.isTTY ? text : stripVTControlCharacters(text))
      return rawArgs.length === 0 ? 2 : 0
    }
    if (rawArgs.length === 1 && rawArgs[0] === '--version') {
      print(HOST_VERSION)
      return 0
    }
    await runCommand(root, { rawArgs })
    return 0
  } catch (error) {
    const { line, code } = complaintOf(error)
    complain(line)
    return code
  }
}

function complaintOf(error: unknown): { line: string; code: number } {
  if (error instanceof UsageError) return { line: error.message, code: 2 }
  if (error instanceof DuetError) return { line: error.message, code: 1 }
  if (error instanceof Error && error.name === 'CLIError') {
    const reason = stripVTControlCharacters(error.message).replace(/\.$/, '')
    return { line: `Failed to run the command: ${reason}. "duet --help" lists the commands.`, code: 2 }
  }
  return { line: error instanceof Error ? `Failed: ${error.message}` : `Failed: ${String(error)}`, code: 1 }
}

/** The usage of the command named, or of all. */
async function usage(terminal: Terminal, [name = '']: readonly string[]): Promise<string> {
  const root = duetCommand(terminal)
  const commands = subCommands(terminal)
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined
  const command = typeof found === 'function' ? await found() : await found
  return command === undefined ? await renderUsage(root) : await renderUsage(command, root)
}
