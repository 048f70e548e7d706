import { once } from 'node:events'
import { createLog, type Log } from './logging/create-log.js'
import { openContext } from './open-context.js'
import { resolveSettings } from './settings/read-settings.js'
import { secretsOf } from './settings/secrets-of.js'
import type { Settings } from './settings/settings.js'
import { startWorker } from './worker/start-worker.js'
import { workerStart } from './worker/worker-message.js'

/** A worker process of the host: gets its settings from the host, works on the queue, ends when told or left alone. */
const ended = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), once(process, 'disconnect')])
const [message] = await once(process, 'message')
const { owner, settings: given } = workerStart.parse(message)
const settings = resolveSettings(given.parsed, given)
const log = createLog({ level: settings.log.level, secrets: secretsOf(settings) })
process.on('unhandledRejection', (error) =>
  log.error({ error }, 'A promise was rejected and nobody listened'),
)

try {
  await work(settings, log)
} catch (error) {
  log.error({ error }, 'The worker could not go on')
  process.exitCode = 1
}
// A connector may have left a timer behind.
process.exit()

async function work(settings: Settings, log: Log): Promise<void> {
  await using context = await openContext(settings, { log, owner })
  const worker = await startWorker(context)
  log.info({ owner }, 'A worker started')
  await ended
  await worker.stop()
}
