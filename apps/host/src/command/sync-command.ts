import type { RunOptions } from '@duet/store'
import { defineCommand } from 'citty'
import { HostError } from '../host-error.js'
import type { HostContext } from '../open-context.js'
import { type LookResult, synchronizeLink } from '../worker/synchronize-link.js'
import { configArg, jsonArg } from './arguments.js'
import { findLinks } from './find-links.js'
import { leftOutWords } from './left-out-words.js'
import { settingsOf } from './settings-of.js'
import { type Terminal, table } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withContext } from './with-context.js'

/** `duet sync <link|connector>`: synchronizes now, in this process. */
export const syncCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'sync', description: 'Synchronize a link now; works without a running host' },
    args: {
      ...configArg,
      ...jsonArg,
      link: {
        type: 'positional',
        required: true,
        description: 'Id of a link, or a connector for all its links',
      },
      full: { type: 'boolean', default: false, description: 'Read everything instead of what changed' },
      only: { type: 'string', description: 'These entities only, separated by commas', valueHint: 'entity' },
      forced: { type: 'boolean', default: false, description: 'Also while the link is suspended' },
    },
    async run({ args }) {
      const options: RunOptions = {
        ...(args.full ? { full: true } : {}),
        ...(args.forced ? { forced: true } : {}),
        ...(args.only ? { only: args.only.split(',').map((name) => name.trim()) } : {}),
      }
      const results = await withContext(settingsOf(args), (context) =>
        synchronizeNow(context, args.link, options),
      )
      const reports = results.flatMap(({ linkId, reports }) =>
        reports.map((report) => ({ linkId, ...report })),
      )
      if (args.json) print(JSON.stringify({ runs: reports }))
      else {
        print(
          table(
            ['LINK', 'RUN', 'STATUS', 'READ', 'APPLIED', 'PARKED', 'FAILED', 'WRITES', 'SECONDS'],
            reports.map(({ linkId, number, status, totals, ms }) => [
              linkId,
              String(number),
              status,
              String(totals.read),
              String(totals.applied),
              String(totals.parked),
              String(totals.failed),
              String(totals.writesToConnec + totals.writesToExternal),
              (ms / 1000).toFixed(1),
            ]),
          ),
        )
        for (const { totals } of reports) for (const words of leftOutWords(totals)) print(words)
      }
      const trouble = results.map(troubleOf).find((words) => words !== undefined)
      if (trouble !== undefined) throw new HostError(trouble)
    },
  })

type Result = LookResult & { linkId: string }

async function synchronizeNow(context: HostContext, name: string, options: RunOptions): Promise<Result[]> {
  const { store, catalog } = context
  const never = new AbortController().signal
  const budgets = new Map()
  const results: Result[] = []
  for (const { id, connector } of await findLinks(store, name)) {
    const entities = catalog.connectors.get(connector)?.connector.entities ?? []
    const unknown = options.only?.find((only) => !entities.some((entity) => entity.name === only))
    if (unknown !== undefined) {
      throw new UsageError(
        `Failed to synchronize: ${connector} has no entity "${unknown}". Name one of: ${entities.map((entity) => entity.name).join(', ')}.`,
      )
    }
    await store.requests.add([
      { linkId: id, kind: 'run', trigger: 'manual', options, records: [], at: Date.now() },
    ])
    const result = await synchronizeLink(context, { linkId: id, budgets, signal: never, stopping: never })
    results.push({ linkId: id, ...result })
  }
  return results
}

function troubleOf({ linkId, left, error, reports }: Result): string | undefined {
  if (left === 'busy')
    return `Failed to synchronize ${linkId} now: a synchronization of it is running. It follows when that has ended and a worker runs.`
  if (left === 'suspended')
    return `Failed to synchronize ${linkId}: it is suspended after three failures in a row. Mend the cause, then run it with --forced.`
  if (left === 'not_linked')
    return `Failed to synchronize ${linkId}: its account is not linked. Link it on the page of the company.`
  if (left === 'blocked') return error
  return reports.find(({ status }) => status === 'failed' || status === 'suspended')?.error ?? undefined
}
