import { once } from 'node:events'
import { defineCommand } from 'citty'
import { createLog } from '../logging/create-log.js'
import { SETTINGS_FILE } from '../settings/read-settings.js'
import { secretsOf } from '../settings/secrets-of.js'
import { startHost } from '../start-host.js'
import { configArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'

/** `duet serve`: the host, until it is told to stop. */
export const serveCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'serve', description: 'Run the host: pages, API, scheduler and workers' },
    args: configArg,
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
      terminal.print(`Duet is running at ${host.url}`)
      if (settings.file === null)
        terminal.print(
          `There is no ${SETTINGS_FILE} in ${settings.folder}; the defaults hold. Companies need a tenant in it.`,
        )
      if ((await host.store.sessions.count()) === 0)
        terminal.print(`Sign in, within an hour: ${await host.signInUrl()}`)
      else terminal.print('Signed in before? Open the page. Else "duet sign-in" prints a link.')
      await stopped
      await host.close()
    },
  })
