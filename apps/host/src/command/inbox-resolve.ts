import type { ResolveRequest } from '@duet/host-api'
import type { Link, Store } from '@duet/store'
import { defineCommand } from 'citty'
import { resolveOne } from '../resolve-one.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withContext } from './with-context.js'

/** `duet inbox resolve <id>`: decides a conflict, or which record is meant. */
export const inboxResolve = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'resolve', description: 'Decide a conflict, or which record is meant' },
    args: {
      ...configArg,
      ...jsonArg,
      id: { type: 'positional', required: true, description: 'Id of an inbox entry' },
      winner: {
        type: 'string',
        description: 'For a conflict: the side whose value is written to the other one',
        valueHint: 'connec|external',
      },
      adopt: {
        type: 'string',
        description: 'For a create: the record over there that is meant',
        valueHint: 'id',
      },
      create: { type: 'boolean', default: false, description: 'For a create: none is meant, create it anew' },
    },
    async run({ args }) {
      const request = requestOf(args)
      await withContext(settingsOf(args), async (context) => {
        const link = await linkOf(context.store, args.id)
        if (link === undefined || !(await resolveOne(context, link, request)))
          throw new UsageError(
            `Failed to resolve "${args.id}": nothing in an inbox waits for this decision. "duet inbox list" lists what does.`,
          )
      })
      print(
        args.json
          ? JSON.stringify({ resolved: request })
          : 'Decided. The next look at the record, which is asked for, carries it out.',
      )
    },
  })

interface Written {
  id: string
  winner?: string | undefined
  adopt?: string | undefined
  create: boolean
}

function requestOf({ id, winner, adopt, create }: Written): ResolveRequest {
  if (winner === 'connec' || winner === 'external') return { id, winner }
  if (winner !== undefined)
    throw new UsageError(`Failed to read --winner: "${winner}" is no side. Write connec or external.`)
  if (adopt !== undefined) return { id, adopt }
  if (create) return { id, create: true }
  throw new UsageError(
    'Failed to resolve: nothing is decided. Write --winner connec|external, --adopt <id> or --create.',
  )
}

async function linkOf(store: Store, id: string): Promise<Link | undefined> {
  const entry = (await store.conflicts.byId(id)) ?? (await store.pending.byId(id))
  return entry && (await store.links.byId(entry.linkId))
}
