import { defineCommand } from 'citty'
import { describeRecord } from '../api/describe-record.js'
import { whyOf } from '../why.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import { moment, type Terminal } from './terminal.js'
import { withStore } from './with-store.js'

/** `duet why <id>`: what became of a record the last times. */
export const whyCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'why', description: 'Say why a record did or did not travel' },
    args: {
      ...configArg,
      ...jsonArg,
      id: {
        type: 'positional',
        required: true,
        description: 'Id of the record, at Connec! or in the application',
      },
    },
    async run({ args }) {
      const found = await withStore(settingsOf(args), async (store) => {
        const links = await store.links.list()
        const answers = await Promise.all(
          links.map(async (link) => ({ link, ...(await whyOf(store, { link, recordId: args.id })) })),
        )
        return answers.filter(({ record, decisions }) => record !== undefined || decisions.length > 0)
      })
      if (args.json) {
        const links = found.map(({ link, record, decisions }) => ({
          linkId: link.id,
          record: record === undefined ? null : describeRecord(record),
          decisions,
        }))
        return print(JSON.stringify({ links }))
      }
      if (found.length === 0)
        print(`No link has seen a record ${args.id}. Its id is the one at Connec! or in the application.`)
      for (const { link, record, decisions } of found) {
        print(`${link.connector} (${link.id}): ${record?.label ?? args.id}`)
        for (const { at, side, outcome, words } of decisions)
          print(`  ${moment(at)}  from ${side}  ${outcome}: ${words}`)
      }
    },
  })
