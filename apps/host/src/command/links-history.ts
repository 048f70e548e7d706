import { defineCommand } from 'citty'
import type { HostContext } from '../open-context.js'
import { describePlan } from '../plans/describe-plan.js'
import { planNow } from '../plans/plan-now.js'
import { setHistoryLimit } from '../set-history-limit.js'
import { configArg, jsonArg } from './arguments.js'
import { findLinks } from './find-links.js'
import { historyWords } from './print-plan.js'
import { settingsOf } from './settings-of.js'
import { moment, type Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withContext } from './with-context.js'

/** `duet links history <link> <date|all>`: from when on records are shared, and what another date would change. */
export const linksHistory = (terminal: Terminal) =>
  defineCommand({
    meta: {
      name: 'history',
      description: 'Share records created since a date, or all; see first what it changes',
    },
    args: {
      ...configArg,
      ...jsonArg,
      link: { type: 'positional', required: true, description: 'A link or a connector with one link' },
      since: { type: 'positional', required: true, description: 'A date such as 2026-01-31, or "all"' },
      preview: { type: 'boolean', default: false, description: 'Only say what the date would change' },
    },
    async run({ args }) {
      const historyLimit = limitOf(args.since)
      await withContext(settingsOf(args), async (context) => {
        const [link, ...others] = await findLinks(context.store, args.link)
        if (link === undefined || others.length > 0)
          throw new UsageError(
            `Failed to choose a link: "${args.link}" names several. "duet links" lists them.`,
          )
        const show = { ...terminal, json: args.json }
        if (args.preview) await preview(context, { link, historyLimit, show })
        else await change(context, { link, historyLimit, show })
      })
    },
  })

interface Moving {
  link: Awaited<ReturnType<typeof findLinks>>[number]
  historyLimit: number | null
  show: Pick<Terminal, 'print'> & { json: boolean }
}

async function preview(context: HostContext, { link, historyLimit, show }: Moving): Promise<void> {
  const made = await planNow(context, { link, request: { historyLimit } })
  const plan = await describePlan(context.store, made)
  if (show.json) return show.print(JSON.stringify(plan))
  for (const note of plan.notes) show.print(note)
  if (plan.error !== null) show.print(plan.error)
  if (plan.history !== null) show.print(historyWords(plan.history))
}

async function change(context: HostContext, { link, historyLimit, show }: Moving): Promise<void> {
  const changed = await setHistoryLimit(context, link, historyLimit)
  if (show.json) return show.print(JSON.stringify({ linkId: link.id, historyLimit: changed.historyLimit }))
  const words =
    historyLimit === null ? 'however old they are' : `that were created since ${moment(historyLimit)}`
  show.print(`Records are shared ${words}. Nothing is deleted, on either side.`)
}

function limitOf(written: string): number | null {
  if (written === 'all') return null
  const at = /^\d{4}-\d{2}-\d{2}/.test(written) ? Date.parse(written) : Number.NaN
  if (Number.isNaN(at))
    throw new UsageError(`Failed to read the date: "${written}" is none. Write 2026-01-31, or all.`)
  return at
}
