import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { lookNow } from '../command/synchronize-now.js'
import { HostError } from '../host-error.js'
import type { Log } from '../logging/create-log.js'
import { openSession } from './author-session.js'
import { linkAccount } from './link-account.js'
import { freeSessionPorts } from './session-ports.js'

/** What became of a connector at its simulator, without a person. */
export interface OnceReport {
  readonly connector: string
  readonly account: string
  /** Runs in their order: the first synchronization, and one after nothing changed. */
  readonly runs: readonly { status: string; read: number; applied: number; failed: number; writes: number }[]
  /** Records that are known on both sides. */
  readonly shared: number
  /** Whether both runs succeeded and the second one wrote nothing. */
  readonly holds: boolean
}

/** Links the account of the simulator, synchronizes twice and leaves nothing behind. Throws `DuetError`. */
export async function runOnce(folder: string, log: Log): Promise<OnceReport> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'duet-dev-'))
  try {
    const ports = await freeSessionPorts()
    const session = await openSession({ folder, dataFolder, ports, log, works: false })
    try {
      const link = await linkAccount(session)
      const looks = []
      for (const _ of ['first', 'second'])
        looks.push(await lookNow(session.host.context, { link, options: {} }))
      const blocked = looks.find(({ error }) => error !== undefined)
      if (blocked?.error !== undefined) throw new HostError(blocked.error)
      const runs = looks.flatMap(({ reports }) => reports).map(shortReport)
      const shared = await session.host.store.idMaps.list(link.id, { state: 'shared', limit: 1000 })
      return {
        connector: session.connector,
        account: link.accountName ?? link.accountId ?? link.id,
        runs,
        shared: shared.rows.length,
        holds: runs.every(({ status }) => status === 'succeeded') && runs.at(-1)?.writes === 0,
      }
    } finally {
      await session.close()
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}

const shortReport = ({ status, totals }: Awaited<ReturnType<typeof lookNow>>['reports'][number]) => ({
  status,
  read: totals.read,
  applied: totals.applied,
  failed: totals.failed,
  writes: totals.writesToConnec + totals.writesToExternal,
})
