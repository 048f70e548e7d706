import { defineCommand } from 'citty'
import { configArg, jsonArg, onlyArg, readOnly } from './arguments.js'
import { settingsOf } from './settings-of.js'
import { showPlans } from './show-plans.js'
import type { Terminal } from './terminal.js'
import { withContext } from './with-context.js'

/** `duet plan [link|connector]`: what a synchronization would do, field by field; nothing is written. */
export const planCommand = (terminal: Terminal) =>
  defineCommand({
    meta: {
      name: 'plan',
      description: 'Show what a synchronization would change on both sides; write nothing',
    },
    args: {
      ...configArg,
      ...jsonArg,
      ...onlyArg,
      link: {
        type: 'positional',
        required: false,
        description: 'Id of a link, or a connector for all its links; not needed where there is one link',
      },
      full: { type: 'boolean', default: false, description: 'Look at everything instead of what changed' },
      all: { type: 'boolean', default: false, description: 'Print every record' },
    },
    async run({ args }) {
      const only = readOnly(args.only)
      const request = { ...(args.full && { full: true }), ...(only && { only }) }
      await withContext(settingsOf(args), (context) =>
        showPlans(context, { name: args.link, request, ...terminal, json: args.json, all: args.all }),
      )
    },
  })
