import { type CommandDef, defineCommand, type SubCommandsDef } from 'citty'
import { HOST_VERSION } from '../version.js'
import type { Terminal } from './terminal.js'

/** All commands, by name; each loads what it needs when it is run. */
const subCommands = (terminal: Terminal): SubCommandsDef => ({
  dev: async () => (await import('./dev-command.js')).devCommand(terminal),
  check: async () => (await import('./check-command.js')).checkCommand(terminal),
  test: async () => (await import('./test-command.js')).testCommand(terminal),
  record: async () => (await import('./record-command.js')).recordCommand(terminal),
  serve: async () => (await import('./serve-command.js')).serveCommand(terminal),
  worker: async () => (await import('./worker-command.js')).workerCommand(terminal),
  settings: async () => (await import('./settings-command.js')).settingsCommand(terminal),
  'sign-in': async () => (await import('./sign-in-command.js')).signInCommand(terminal),
  connectors: async () => (await import('./connectors-command.js')).connectorsCommand(terminal),
  links: async () => (await import('./links-command.js')).linksCommand(terminal),
  plan: async () => (await import('./plan-command.js')).planCommand(terminal),
  sync: async () => (await import('./sync-command.js')).syncCommand(terminal),
  runs: async () => (await import('./runs-command.js')).runsCommand(terminal),
  inspect: async () => (await import('./inspect-command.js')).inspectCommand(terminal),
  why: async () => (await import('./why-command.js')).whyCommand(terminal),
  inbox: async () => (await import('./inbox-command.js')).inboxCommand(terminal),
  forget: async () => (await import('./forget-command.js')).forgetCommand(terminal),
  move: async () => (await import('./move-command.js')).moveCommand(terminal),
  completion: async () =>
    (await import('./completion-command.js')).completionCommand(terminal, () => duetCommand(terminal)),
})

/** `duet`. */
export const duetCommand = (terminal: Terminal): CommandDef =>
  defineCommand({
    meta: { name: 'duet', version: HOST_VERSION, description: 'Keeps business data the same on both sides' },
    subCommands: subCommands(terminal),
  })
