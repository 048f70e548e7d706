import { once } from 'node:events'
import path from 'node:path'
import { defineCommand } from 'citty'
import { findConnectorFolder } from '../authoring/find-connector-folder.js'
import { portsFrom } from '../authoring/session-ports.js'
import { HostError } from '../host-error.js'
import { createLog } from '../logging/create-log.js'
import { connectorArg, jsonArg } from './arguments.js'
import { printDevEvent } from './print-dev-event.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

/** `duet dev [connector]`: everything an author needs, reloaded after every change. */
export const devCommand = (terminal: Terminal) =>
  defineCommand({
    meta: {
      name: 'dev',
      description: 'Run a connector with its simulator, a hub and the page; reload it when it changes',
    },
    args: {
      ...connectorArg,
      ...jsonArg,
      port: {
        type: 'string',
        default: '4200',
        description: 'Port of the page; the sides take the next hundred',
      },
      'data-folder': {
        type: 'string',
        description: 'Where both sides keep their records (.duet in the folder of the connector)',
        valueHint: 'folder',
      },
      once: {
        type: 'boolean',
        default: false,
        description: 'Link, synchronize twice, say how that went, and end; leaves nothing behind',
      },
      log: { type: 'string', default: 'info', description: 'What the host logs: debug, info, warn or error' },
    },
    async run({ args }) {
      const folder = findConnectorFolder(args.connector)
      if (args.once) return await runAndSay(folder, { ...terminal, json: args.json })
      const task = {
        kind: 'session',
        folder,
        dataFolder: path.resolve(args['data-folder'] ?? path.join(folder, '.duet')),
        ports: portsFrom(portOf(args.port)),
        logLevel: args.log,
      } as const
      const { devLoop } = await import('../authoring/dev-loop.js')
      const report = printDevEvent({ ...terminal, json: args.json })
      const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
      await devLoop({ task, stopped, report })
    },
  })

async function runAndSay(
  folder: string,
  { print, style, json }: Terminal & { json: boolean },
): Promise<void> {
  const { runOnce } = await import('../authoring/run-once.js')
  const report = await runOnce(folder, createLog({ level: 'warn' }))
  if (json) print(JSON.stringify(report))
  else {
    print(`${report.connector} is linked to ${report.account}: ${report.shared} records are shared.`)
    for (const [at, { status, read, applied, failed, writes }] of report.runs.entries())
      print(
        `  run ${at + 1}: ${status}, ${read} read, ${applied} applied, ${failed} failed, ${writes} writes`,
      )
    if (report.holds) print(style('good', 'All holds: the second run had nothing to write.'))
  }
  if (!report.holds)
    throw new HostError(
      'Failed to keep both sides equal: a run failed, or the second one wrote again what the first had written. The conformance kit (testConnector) says which check does not hold.',
    )
}

function portOf(written: string): number {
  const port = Number(written)
  if (Number.isInteger(port) && port >= 1 && port <= 65_000) return port
  throw new UsageError(`Failed to read --port: "${written}" is no port. Write --port 5200.`)
}
