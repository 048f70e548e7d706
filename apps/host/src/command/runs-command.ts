import type { RunWithTotals } from '@duet/store'
import { defineCommand } from 'citty'
import { describeRun } from '../api/describe-run.js'
import { configArg, jsonArg } from './arguments.js'
import { findLinks } from './find-links.js'
import { leftOutWords } from './left-out-words.js'
import { settingsOf } from './settings-of.js'
import { moment, type Terminal, table } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withStore } from './with-store.js'

/** `duet runs [link]`: the last synchronizations. */
export const runsCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'runs', description: 'List the last synchronizations, newest first' },
    args: {
      ...configArg,
      ...jsonArg,
      link: { type: 'positional', required: false, description: 'A link or a connector; all unless given' },
      limit: { type: 'string', default: '20', description: 'How many of each link' },
    },
    async run({ args }) {
      const limit = Number(args.limit)
      if (!Number.isInteger(limit) || limit < 1)
        throw new UsageError(`Failed to read --limit: "${args.limit}" is no number. Write --limit 20.`)
      const runs = await withStore(settingsOf(args), async (store) => {
        const links = args.link === undefined ? await store.links.list() : await findLinks(store, args.link)
        return (await Promise.all(links.map(({ id }) => store.runs.list(id, { limit })))).flat()
      })
      runs.sort((a, b) => b.startedAt - a.startedAt)
      if (args.json)
        return print(
          JSON.stringify({ runs: runs.map((run) => ({ linkId: run.linkId, ...describeRun(run) })) }),
        )
      print(
        table(
          ['LINK', 'RUN', 'STARTED', 'TRIGGER', 'STATUS', 'READ', 'APPLIED', 'FAILED', 'WRITES'],
          runs.map(row),
        ),
      )
      for (const { number, error, totals } of runs) {
        if (error !== null) print(`run ${number}: ${error}`)
        for (const words of leftOutWords(totals)) print(`run ${number}: ${words}`)
      }
    },
  })

const row = ({ linkId, number, startedAt, trigger, status, totals }: RunWithTotals) => [
  linkId,
  String(number),
  moment(startedAt),
  trigger,
  status,
  String(totals.read),
  String(totals.applied),
  String(totals.failed),
  String(totals.writesToConnec + totals.writesToExternal),
]
