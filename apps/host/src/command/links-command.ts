import { defineCommand } from 'citty'
import { configArg, jsonArg } from './arguments.js'
import { linksHistory } from './links-history.js'
import { settingsOf } from './settings-of.js'
import { moment, type Terminal, table } from './terminal.js'
import { withStore } from './with-store.js'

/** `duet links [list|history]`: every link and how it is doing; from when on records are shared. */
export const linksCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'links', description: 'List the links of all companies and how they are doing' },
    // named here as well, so that the value of --config is not taken for a command
    args: { ...configArg, ...jsonArg },
    default: 'list',
    subCommands: { list: list(terminal), history: linksHistory(terminal) },
  })

const list = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'list', description: 'List the links of all companies and how they are doing' },
    args: { ...configArg, ...jsonArg },
    async run({ args }) {
      const { links, names } = await withStore(settingsOf(args), async (store) => ({
        links: await store.links.list(),
        names: new Map((await store.organizations.list()).map(({ id, name }) => [id, name])),
      }))
      if (args.json) return print(JSON.stringify({ links }))
      const rows = links.map((link) => [
        link.id,
        link.connector,
        names.get(link.organizationId) ?? link.organizationId,
        link.accountName ?? '–',
        link.status === 'linked' ? link.health.state : link.status,
        moment(link.nextRunAt),
      ])
      print(table(['LINK', 'CONNECTOR', 'COMPANY', 'ACCOUNT', 'HEALTH', 'NEXT RUN'], rows))
      for (const { id, health } of links) if (health.message !== null) print(`${id}: ${health.message}`)
    },
  })
