import type { RunOptions } from '@duet/store'
import { defineCommand } from 'citty'
import { applyPlan } from './apply-plan.js'
import { configArg, jsonArg, onlyArg, readOnly } from './arguments.js'
import { printReports } from './print-reports.js'
import { settingsOf } from './settings-of.js'
import { showPlans } from './show-plans.js'
import { synchronizeNow } from './synchronize-now.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withContext } from './with-context.js'

/** `duet sync <link|connector>`: synchronizes now, in this process, or says what a synchronization would do. */
export const syncCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'sync', description: 'Synchronize a link now; works without a running host' },
    args: {
      ...configArg,
      ...jsonArg,
      link: {
        type: 'positional',
        required: false,
        description: 'Id of a link, or a connector for all its links; not needed with --apply',
      },
      full: { type: 'boolean', default: false, description: 'Read everything instead of what changed' },
      ...onlyArg,
      forced: {
        type: 'boolean',
        alias: 'force',
        default: false,
        description: 'Also while the link is suspended, and records that failed before',
      },
      'accept-mass-change': {
        type: 'boolean',
        default: false,
        description: 'Go on with a change of many records that was stopped',
      },
      plan: {
        type: 'boolean',
        default: false,
        description: 'Only say what would be done, as duet plan does',
      },
      apply: { type: 'string', description: 'Carry out a plan that --plan showed', valueHint: 'plan' },
      all: { type: 'boolean', default: false, description: 'With --plan: print every record' },
    },
    async run({ args }) {
      const only = readOnly(args.only)
      const options: RunOptions = {
        ...(args.full ? { full: true } : {}),
        ...(args.forced ? { forced: true } : {}),
        ...(args['accept-mass-change'] ? { acceptMassChange: true } : {}),
        ...(only && { only }),
      }
      const { progress } = terminal
      await withContext(settingsOf(args), async (context) => {
        if (args.apply !== undefined) {
          const results = await applyPlan(context, { planId: args.apply, options, progress })
          return printReports(results, { ...terminal, json: args.json })
        }
        if (args.link === undefined)
          throw new UsageError('Failed to synchronize: no link is named. "duet links" lists them.')
        if (args.plan) {
          const { full, only } = options
          const request = { ...(full && { full }), ...(only && { only }) }
          return await showPlans(context, {
            name: args.link,
            request,
            ...terminal,
            json: args.json,
            all: args.all,
          })
        }
        const results = await synchronizeNow(context, { name: args.link, options, progress })
        printReports(results, { ...terminal, json: args.json })
      })
    },
  })
