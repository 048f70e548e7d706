import { defineCommand } from 'citty'
import { findConnectorFolder } from '../authoring/find-connector-folder.js'
import { runTests } from '../authoring/run-tests.js'
import { HostError } from '../host-error.js'
import { counted } from '../words.js'
import { connectorArg, jsonArg } from './arguments.js'
import { printTestReport } from './print-test-report.js'
import type { Terminal } from './terminal.js'

/** `duet test [connector]`: the conformance kit and the connector's own tests. */
export const testCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'test', description: 'Run the conformance kit and the tests of a connector' },
    args: {
      ...connectorArg,
      ...jsonArg,
      kit: { type: 'boolean', default: false, description: 'The conformance kit alone' },
    },
    async run({ args }) {
      let done = 0
      const report = await runTests({
        folder: findConnectorFolder(args.connector),
        kitOnly: args.kit,
        onLine(line) {
          const test = /^[✓×↓]\s*(.*)$/.exec(line)?.[1]
          if (test !== undefined) terminal.progress(`${++done} tests so far: ${test}`)
        },
      })
      terminal.progress('')
      if (args.json) terminal.print(JSON.stringify(report))
      else printTestReport(report, terminal)
      if (report.failed > 0)
        throw new HostError(
          `Failed to pass the tests: ${counted(report.failed, 'test')} failed. Each is named above with what it found.`,
        )
    },
  })
