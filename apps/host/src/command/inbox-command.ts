import type { Link, Store } from '@duet/store'
import { defineCommand } from 'citty'
import { describePending } from '../api/describe-record.js'
import { idsOfLink, waitingRecords } from '../inbox.js'
import { requestRun } from '../request-run.js'
import { configArg, jsonArg } from './arguments.js'
import { findLinks } from './find-links.js'
import { settingsOf } from './settings-of.js'
import { type Terminal, table } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withContext } from './with-context.js'
import { withStore } from './with-store.js'

/** `duet inbox list|retry|ignore`: records that wait or were refused. */
export const inboxCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'inbox', description: 'Records that wait or were refused' },
    subCommands: { list: list(terminal), retry: retry(terminal), ignore: ignore(terminal) },
  })

const idArg = {
  id: { type: 'positional', required: true, description: 'Id of an inbox record; several may follow' },
} as const

const list = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'list', description: 'List them' },
    args: {
      ...configArg,
      ...jsonArg,
      link: { type: 'positional', required: false, description: 'A link or a connector; all unless given' },
    },
    async run({ args }) {
      const records = await withStore(settingsOf(args), async (store) => {
        const links = args.link === undefined ? await store.links.list() : await findLinks(store, args.link)
        return (await Promise.all(links.map(({ id }) => waitingRecords(store, id)))).flat()
      })
      if (args.json)
        return print(
          JSON.stringify({
            records: records.map((record) => ({ linkId: record.linkId, ...describePending(record) })),
          }),
        )
      print(
        table(
          ['ID', 'STATE', 'ENTITY', 'FROM', 'RECORD', 'REASON'],
          records.map((record) => [
            record.id,
            record.state,
            record.entity,
            record.side,
            record.recordId,
            record.message,
          ]),
        ),
      )
    },
  })

const retry = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'retry', description: 'Try records again with the next run, which is asked for' },
    args: { ...configArg, ...idArg },
    async run({ args }) {
      const count = await withContext(settingsOf(args), async (context) => {
        const found = await findRecords(context.store, args._)
        for (const { link, ids } of found) {
          await context.store.pending.retry(ids, Date.now())
          if (link.status === 'linked') await requestRun(context, { linkId: link.id, trigger: 'retry' })
        }
        return found.flatMap(({ ids }) => ids).length
      })
      print(`To be tried again: ${count}`)
    },
  })

const ignore = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'ignore', description: 'Leave records alone until they change' },
    args: { ...configArg, ...idArg },
    async run({ args }) {
      const count = await withStore(settingsOf(args), async (store) => {
        const found = await findRecords(store, args._)
        for (const { ids } of found) await store.pending.ignore(ids)
        return found.flatMap(({ ids }) => ids).length
      })
      print(`Ignored from now on: ${count}`)
    },
  })

async function findRecords(store: Store, ids: readonly string[]): Promise<{ link: Link; ids: string[] }[]> {
  const links = await store.links.list()
  const found = await Promise.all(
    links.map(async (link) => ({ link, ids: await idsOfLink(store, link.id, ids) })),
  )
  const known = new Set(found.flatMap((own) => own.ids))
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined)
    throw new UsageError(`Failed to find the record "${unknown}" in an inbox. "duet inbox list" lists them.`)
  return found.filter((own) => own.ids.length > 0)
}
