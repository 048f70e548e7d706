import { stripVTControlCharacters } from 'node:util'
import { DuetError } from '@duet/core'
import { type CommandDef, runCommand } from 'citty'
import { HOST_VERSION } from '../version.js'
import { commandAt } from './command-tree.js'
import { complete } from './completion-command.js'
import { duetCommand } from './duet-command.js'
import { progressOn, silent } from './progress.js'
import { refuseUnknown } from './refuse-unknown.js'
import { plain, styleFor } from './style.js'
import type { Terminal } from './terminal.js'
import { usageOf } from './usage.js'
import { UsageError } from './usage-error.js'

export interface CliOptions {
  workerFile: string
  print?: (line: string) => void
  complain?: (line: string) => void
}

/** Runs a command line; returns the exit code: 0, 1 for what failed, 2 for what was written wrongly. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<number> {
  const { workerFile, print = console.log, complain = console.error } = options
  const style = print === console.log ? styleFor(process.stdout) : plain
  const progress = complain === console.error ? progressOn(process.stderr) : silent
  const terminal: Terminal = { print, style, progress, workerFile }
  const rawArgs = [...args]
  try {
    return await run(duetCommand(terminal), rawArgs, print)
  } catch (error) {
    progress('')
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

async function run(root: CommandDef, rawArgs: string[], print: (line: string) => void): Promise<number> {
  if (rawArgs.length === 1 && rawArgs[0] === '--version') {
    print(HOST_VERSION)
    return 0
  }
  // What the scripts of "duet completion" ask, at every press of the key.
  if (rawArgs[0] === 'complete') {
    await complete(root, rawArgs.slice(1))
    return 0
  }
  const isHelp = rawArgs.includes('--help') || rawArgs.includes('-h')
  const typed = await commandAt(root, rawArgs)
  if (rawArgs.length === 0 || isHelp) {
    if (typed.unknown !== undefined) await refuseUnknown(typed)
    const text = await usageOf(typed)
    print(process.stdout.isTTY ? text : stripVTControlCharacters(text))
    return rawArgs.length === 0 ? 2 : 0
  }
  await refuseUnknown(typed)
  await runCommand(root, { rawArgs })
  return 0
}
