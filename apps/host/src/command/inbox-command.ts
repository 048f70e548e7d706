import { defineCommand } from 'citty'
import { requestRun } from '../request-run.js'
import { configArg } from './arguments.js'
import { findRecords } from './find-records.js'
import { inboxList } from './inbox-list.js'
import { inboxResolve } from './inbox-resolve.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'
import { withContext } from './with-context.js'
import { withStore } from './with-store.js'

/** `duet inbox list|retry|ignore|resolve`: what did not travel, and what somebody has to decide. */
export const inboxCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'inbox', description: 'Records that wait or were refused, and what waits for a decision' },
    subCommands: {
      list: inboxList(terminal),
      retry: retry(terminal),
      ignore: ignore(terminal),
      resolve: inboxResolve(terminal),
    },
  })

const args = {
  ...configArg,
  json: { type: 'boolean', description: 'Print JSON', default: false },
  id: { type: 'positional', required: true, description: 'Id of an inbox record; several may follow' },
} as const

const retry = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'retry', description: 'Try records again with the next run, which is asked for' },
    args,
    async run({ args }) {
      const retried = await withContext(settingsOf(args), async (context) => {
        const found = await findRecords(context.store, args._)
        for (const { link, ids } of found) {
          await context.store.pending.retry(ids, Date.now())
          if (link.status === 'linked') await requestRun(context, { linkId: link.id, trigger: 'retry' })
        }
        return found.flatMap(({ ids }) => ids)
      })
      print(args.json ? JSON.stringify({ retried }) : `To be tried again: ${retried.length}`)
    },
  })

const ignore = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'ignore', description: 'Leave records alone until they change' },
    args,
    async run({ args }) {
      const ignored = await withStore(settingsOf(args), async (store) => {
        const found = await findRecords(store, args._)
        for (const { ids } of found) await store.pending.ignore(ids)
        return found.flatMap(({ ids }) => ids)
      })
      print(args.json ? JSON.stringify({ ignored }) : `Ignored from now on: ${ignored.length}`)
    },
  })
