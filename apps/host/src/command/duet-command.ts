import { defineCommand } from 'citty'
import { HOST_VERSION } from '../version.js'
import { connectorsCommand } from './connectors-command.js'
import { forgetCommand } from './forget-command.js'
import { inboxCommand } from './inbox-command.js'
import { linksCommand } from './links-command.js'
import { runsCommand } from './runs-command.js'
import { serveCommand } from './serve-command.js'
import { settingsCommand } from './settings-command.js'
import { signInCommand } from './sign-in-command.js'
import { syncCommand } from './sync-command.js'
import type { Terminal } from './terminal.js'
import { whyCommand } from './why-command.js'
import { workerCommand } from './worker-command.js'

/** All commands, by name. */
export const subCommands = (terminal: Terminal) => ({
  serve: serveCommand(terminal),
  worker: workerCommand(),
  settings: settingsCommand(terminal),
  'sign-in': signInCommand(terminal),
  connectors: connectorsCommand(terminal),
  links: linksCommand(terminal),
  sync: syncCommand(terminal),
  runs: runsCommand(terminal),
  why: whyCommand(terminal),
  inbox: inboxCommand(terminal),
  forget: forgetCommand(terminal),
})

/** `duet`. */
export const duetCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'duet', version: HOST_VERSION, description: 'Keeps business data the same on both sides' },
    subCommands: subCommands(terminal),
  })
