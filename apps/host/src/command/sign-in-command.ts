import { defineCommand } from 'citty'
import { publicUrlOf } from '../settings/settings.js'
import { createSignInUrl } from '../sign-in/create-sign-in-url.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'
import { withStore } from './with-store.js'

/** `duet sign-in`: a new sign-in link. */
export const signInCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'sign-in', description: 'Print a sign-in link, good once and for an hour' },
    args: { ...configArg, ...jsonArg },
    async run({ args }) {
      const settings = settingsOf(args)
      const url = await withStore(settings, (store) => createSignInUrl(store, publicUrlOf(settings)))
      print(args.json ? JSON.stringify({ url }) : url)
    },
  })
