import type { Store } from '@duet/store'
import { defineCommand } from 'citty'
import { publicUrlOf } from '../settings/settings.js'
import { createSignInUrl } from '../sign-in/create-sign-in-url.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withStore } from './with-store.js'

/** `duet sign-in [--company <name or uid>]`: a new sign-in link, for who runs the host or for one company. */
export const signInCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'sign-in', description: 'Print a sign-in link, good once and for an hour' },
    args: {
      ...configArg,
      ...jsonArg,
      company: {
        type: 'string',
        description: 'Name or group id of the only company that will be seen; all unless given',
        valueHint: 'name',
      },
    },
    async run({ args }) {
      const settings = settingsOf(args)
      const url = await withStore(settings, async (store) => {
        const organizationId =
          args.company === undefined ? undefined : await companyNamed(store, args.company)
        return await createSignInUrl(store, publicUrlOf(settings), { organizationId })
      })
      print(args.json ? JSON.stringify({ url }) : url)
    },
  })

async function companyNamed(store: Store, wanted: string): Promise<string> {
  const companies = await store.organizations.list()
  const found = companies.filter(({ name, uid, id }) => [name, uid, id].includes(wanted))
  const [company] = found
  if (company !== undefined && found.length === 1) return company.id
  const known = companies.map(({ name, uid }) => `"${name}" (${uid})`).join(', ') || 'none yet'
  throw new UsageError(
    `Failed to make a sign-in link: ${found.length === 0 ? 'no company is' : 'several companies are'} called "${wanted}". Name one by its group id: ${known}.`,
  )
}
