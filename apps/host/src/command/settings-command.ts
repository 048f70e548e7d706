import { defineCommand } from 'citty'
import { publicSettings } from '../settings/public-settings.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'

/** `duet settings`: what holds, without secrets. */
export const settingsCommand = ({ print }: Terminal) =>
  defineCommand({
    meta: { name: 'settings', description: 'Print the effective settings, without secrets' },
    args: { ...configArg, ...jsonArg },
    run({ args }) {
      print(JSON.stringify(publicSettings(settingsOf(args)), null, args.json ? 0 : 2))
    },
  })
