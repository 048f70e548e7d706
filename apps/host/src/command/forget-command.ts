import { defineCommand } from 'citty'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withStore } from './with-store.js'

/** `duet forget <link>`: deletes an unlinked link with its id maps, so that another account may be linked. */
export const forgetCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: {
      name: 'forget',
      description:
        'Delete an unlinked link and all that is known of its records; a new link then starts over',
    },
    args: {
      ...configArg,
      ...jsonArg,
      link: { type: 'positional', required: true, description: 'Id of the link' },
    },
    async run({ args }) {
      await withStore(settingsOf(args), async (store) => {
        const link = await store.links.byId(args.link)
        if (link === undefined)
          throw new UsageError(
            `Failed to forget the link "${args.link}": there is none. "duet links" lists them.`,
          )
        if (link.status === 'linked')
          throw new UsageError(
            `Failed to forget the link "${args.link}": it is linked. Unlink it first on its page.`,
          )
        await store.links.forget(link.id)
      })
      print(args.json ? JSON.stringify({ forgotten: args.link }) : `Forgotten: ${args.link}`)
    },
  })
