import { once } from 'node:events'
import { defineCommand } from 'citty'
import { createLog } from '../logging/create-log.js'
import { SETTINGS_FILE } from '../settings/read-settings.js'
import { secretsOf } from '../settings/secrets-of.js'
import type { Settings } from '../settings/settings.js'
import { startHost } from '../start-host.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'

/** `duet serve`: the host, until it is told to stop. */
export const serveCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'serve', description: 'Run the host: pages, API, scheduler and workers' },
    args: {
      ...configArg,
      ...jsonArg,
      'sign-in': {
        type: 'boolean',
        description: 'Print a sign-in link even when somebody has signed in before',
        default: false,
      },
    },
    async run({ args }) {
      const settings = settingsOf(args)
      const log = createLog({ level: settings.log.level, secrets: secretsOf(settings) })
      const stopped = Promise.race([
        once(process, 'SIGINT'),
        once(process, 'SIGTERM'),
        once(process, 'SIGHUP'),
      ])
      // Code of connectors runs here too: what it does late must not take the host away.
      process.on('unhandledRejection', (error) =>
        log.error({ error }, 'A promise was rejected and nobody listened'),
      )
      process.on('uncaughtException', (error) =>
        log.error({ error }, 'An error was thrown and nobody caught it'),
      )
      const host = await startHost(settings, { workers: { file: terminal.workerFile }, log })
      const isWanted = args['sign-in'] || (await host.store.sessions.count()) === 0
      const signIn = isWanted ? await host.signInUrl() : null
      if (args.json)
        terminal.print(JSON.stringify({ event: 'ready', url: host.url, settings: settings.file, signIn }))
      else sayReady({ url: host.url, settings, signIn }, terminal)
      await stopped
      await host.close()
      if (args.json) terminal.print(JSON.stringify({ event: 'stopped' }))
    },
  })

interface Ready {
  url: string
  settings: Settings
  /** Null when somebody has signed in before and no other link was asked for. */
  signIn: string | null
}

function sayReady({ url, settings, signIn }: Ready, { print }: Terminal): void {
  print(`Duet is running at ${url}`)
  if (settings.file === null)
    print(
      `There is no ${SETTINGS_FILE} in ${settings.folder}; the defaults hold. Companies need a tenant in it.`,
    )
  print(
    signIn === null
      ? 'Signed in before? Open the page. Else "duet sign-in" prints a link.'
      : `Sign in, within an hour: ${signIn}`,
  )
}
