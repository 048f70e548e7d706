import { defineCommand } from 'citty'
import { describeConflict, describePending } from '../api/describe-record.js'
import { type Inspected, inspectOne } from '../inspect-one.js'
import { configArg, jsonArg } from './arguments.js'
import { findLinks } from './find-links.js'
import { printInspected } from './print-inspected.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withContext } from './with-context.js'

/** `duet inspect <id>`: one record as it is now on both sides, and everything known of it. */
export const inspectCommand = (terminal: Terminal) =>
  defineCommand({
    meta: {
      name: 'inspect',
      description: 'Show one record as it is now on both sides, what was agreed, and what would be done',
    },
    args: {
      ...configArg,
      ...jsonArg,
      id: {
        type: 'positional',
        required: true,
        description: 'Id of the record, at Connec! or in the application',
      },
      link: { type: 'string', description: 'Look under this link or connector only', valueHint: 'link' },
    },
    async run({ args }) {
      const found = await withContext(settingsOf(args), async (context) => {
        const links = args.link ? await findLinks(context.store, args.link) : await context.store.links.list()
        const looked: Inspected[] = []
        for (const link of links.filter(({ status }) => status === 'linked')) {
          terminal.progress(`Looking for ${args.id} under ${link.connector} (${link.accountName ?? link.id})`)
          looked.push(await inspectOne(context, { link, recordId: args.id }))
        }
        terminal.progress('')
        return looked.filter((one) => one.pairs.length + one.decisions.length + one.pending.length > 0)
      })
      if (found.length === 0)
        throw new UsageError(
          `Failed to find the record "${args.id}": no linked account has it, neither at Connec! nor in the application. "duet links" lists the accounts.`,
        )
      if (args.json) return terminal.print(JSON.stringify({ links: found.map(described) }))
      for (const one of found) printInspected(one, terminal)
    },
  })

const described = ({ link, pairs, decisions, pending, conflicts }: Inspected) => ({
  linkId: link.id,
  connector: link.connector,
  account: link.accountName,
  pairs: pairs.map(({ idMap, ...pair }) => ({
    ...pair,
    idMap: idMap === undefined ? null : withoutLink(idMap),
    connec: pair.connec ?? null,
    external: pair.external ?? null,
  })),
  decisions,
  inbox: pending.map(describePending),
  conflicts: conflicts.map(describeConflict),
})

const withoutLink = ({ linkId: _, ...idMap }: NonNullable<Inspected['pairs'][number]['idMap']>) => idMap
