import { defineCommand } from 'citty'
import { describeConnector } from '../api/describe-connector.js'
import { discover } from '../discovery/discover.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import { type Terminal, table } from './terminal.js'

/** `duet connectors`: those loaded, and those left out with the reason. */
export const connectorsCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'connectors', description: 'List the connectors, and why some cannot be used' },
    args: { ...configArg, ...jsonArg },
    async run({ args }) {
      const settings = settingsOf(args)
      const { connectors, quarantined } = await discover(settings)
      const loaded = [...connectors.values()].map((connector) => describeConnector(connector, settings))
      if (args.json) return print(JSON.stringify({ connectors: loaded, quarantined }))
      print(
        table(
          ['NAME', 'APPLICATION', 'VERSION', 'READY', 'CHECKED'],
          loaded.map(({ name, displayName, version, configured, missing, conformance }) => [
            name,
            displayName,
            version,
            readiness(configured, missing),
            conformance === null ? '' : `${conformance.passed} passed, ${conformance.failed} failed`,
          ]),
        ),
      )
      for (const { missing } of loaded) if (missing !== null) print(missing)
      for (const { name, path, message } of quarantined) print(`${name} (${path}): ${message}`)
    },
  })

function readiness(configured: boolean, missing: string | null): string {
  if (!configured) return 'not set up'
  return missing === null ? 'yes' : 'with a key only'
}
