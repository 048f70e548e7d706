import { once } from 'node:events'
import { DuetError } from '@duet/core'
import { type AuthorSession, openSession } from './authoring/author-session.js'
import { checkPackage } from './authoring/check-package.js'
import type { DevMessage, DevTask, SessionPlaces } from './authoring/dev-message.js'
import { linkAccount } from './authoring/link-account.js'
import { createLog } from './logging/create-log.js'

// One life of a connector's code: `duet dev` starts this anew after every change, so that nothing old stays loaded.
const task: DevTask = JSON.parse(process.argv[2] ?? '{}')
const tell = (message: DevMessage) =>
  new Promise<void>((resolve) => process.send?.(message, undefined, {}, () => resolve()))

// Ctrl-C reaches the whole group: the process that started this one says when it is time.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
const asked = Promise.race([once(process, 'message'), once(process, 'disconnect')])

try {
  if (task.kind === 'check')
    await tell({ kind: 'checked', complaints: (await checkPackage(task.folder)).complaints })
  else await serve()
  process.exit(0)
} catch (error) {
  const words = error instanceof DuetError ? error.message : `Failed: ${String(error)}`
  await tell({ kind: 'failed', message: words })
  process.exit(1)
}

async function serve(): Promise<void> {
  const session = await openSession({ ...task, log: createLog({ level: task.logLevel }), works: true })
  await tell({ kind: 'ready', places: await placesOf(session) })
  await asked
  await session.close()
}

async function placesOf(session: AuthorSession): Promise<SessionPlaces> {
  const { host, simulatorUrl, hubUrl, settingsFile } = session
  const account = await linkAccount(session).then(
    (link) => link.accountName ?? link.accountId ?? link.id,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const isKnown = (await host.store.sessions.count()) > 0
  return {
    page: host.url,
    ...(isKnown ? {} : { signIn: await host.signInUrl() }),
    simulator: simulatorUrl,
    hub: hubUrl,
    settings: settingsFile,
    account,
  }
}
