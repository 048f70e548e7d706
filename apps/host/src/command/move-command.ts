import { defineCommand } from 'citty'
import { moveData } from '../move-data.js'
import { configArg, jsonArg } from './arguments.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'

/** `duet move`: from the SQLite file of the data folder to the PostgreSQL server of the settings. */
export const moveCommand = ({ print, style }: Terminal) =>
  defineCommand({
    meta: {
      name: 'move',
      description: 'Move the data from the SQLite file to PostgreSQL; all hosts stopped',
    },
    args: { ...configArg, ...jsonArg },
    async run({ args }) {
      const onTable = (name: string, rows: number) => {
        if (!args.json && rows > 0) print(`${style('good', '✓')} ${name}: ${rows}`)
      }
      const { rows, kept } = await moveData(settingsOf(args), { onTable })
      if (args.json) return print(JSON.stringify({ rows: Object.fromEntries(rows), kept }))
      print(`Moved, and compared row by row. The old file is kept as ${kept}.`)
      print('Next: start every host with the same DATABASE_URL and DUET_SECRET_KEY: duet serve')
    },
  })
