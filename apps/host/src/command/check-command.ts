import type { Complaint } from '@duet/core'
import { defineCommand } from 'citty'
import { type CheckedPackage, checkPackage } from '../authoring/check-package.js'
import { findConnectorFolder } from '../authoring/find-connector-folder.js'
import { HostError } from '../host-error.js'
import { counted } from '../words.js'
import { connectorArg, jsonArg } from './arguments.js'
import type { Terminal } from './terminal.js'

/** `duet check [connector]`: everything there is to complain about, without running it. */
export const checkCommand = (terminal: Terminal) =>
  defineCommand({
    meta: { name: 'check', description: 'Look a connector over: manifest, routes, references, policies' },
    args: { ...connectorArg, ...jsonArg },
    async run({ args }) {
      const checked = await checkPackage(findConnectorFolder(args.connector))
      const errors = checked.complaints.filter(({ level }) => level === 'error')
      if (args.json) terminal.print(JSON.stringify({ ...checked, sound: errors.length === 0 }))
      else printComplaints(checked, terminal)
      if (errors.length > 0)
        throw new HostError(
          `Failed to pass the check: ${checked.name} has ${counted(errors.length, 'error')}. Mend what is named above.`,
        )
    },
  })

function printComplaints({ name, complaints, entities }: CheckedPackage, { print, style }: Terminal): void {
  for (const { level, message } of complaints) print(`${style(toneOf(level), level)} ${message}`)
  if (complaints.some(({ level }) => level === 'error')) return
  const warnings = complaints.length === 0 ? '' : `, ${counted(complaints.length, 'warning')}`
  print(`${style('good', 'sound')} ${name}: ${entities.join(', ')}${warnings}`)
  print(style('quiet', 'Next: "duet dev" shows it at work, "duet test" proves it.'))
}

const toneOf = (level: Complaint['level']) => (level === 'error' ? 'bad' : 'warn')
