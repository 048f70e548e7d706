import { once } from 'node:events'
import { defineCommand } from 'citty'
import { createLog } from '../logging/create-log.js'
import { openContext } from '../open-context.js'
import { secretsOf } from '../settings/secrets-of.js'
import { startWorker } from '../worker/start-worker.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'

/** `duet worker`: one more worker, on this machine or another with the same database. */
export const workerCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'worker', description: 'Run one worker alone, beside a host with the same database' },
    args: { ...configArg, ...jsonArg },
    async run({ args }) {
      const settings = settingsOf(args)
      const log = createLog({ level: settings.log.level, secrets: secretsOf(settings) })
      const stopped = Promise.race([
        once(process, 'SIGINT'),
        once(process, 'SIGTERM'),
        once(process, 'SIGHUP'),
      ])
      process.on('unhandledRejection', (error) =>
        log.error({ error }, 'A promise was rejected and nobody listened'),
      )
      await using context = await openContext(settings, { log })
      const worker = await startWorker(context)
      log.info({ owner: context.owner, connectors: context.catalog.connectors.size }, 'A worker started')
      const { connectors } = context.catalog
      const tell = (event: object) => args.json && print(JSON.stringify(event))
      tell({ event: 'ready', owner: context.owner, connectors: [...connectors.keys()] })
      await stopped
      await worker.stop()
      tell({ event: 'stopped' })
    },
  })
