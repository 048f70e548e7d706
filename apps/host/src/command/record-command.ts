import path from 'node:path'
import { defineCommand } from 'citty'
import { type Recorded, recordFixtures } from '../recording/record-fixtures.js'
import { counted } from '../words.js'
import { configArg, jsonArg } from './arguments.js'
import { findLinksOrOnly } from './find-links.js'
import { settingsOf } from './settings-of.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { withContext } from './with-context.js'

/** `duet record [link|connector]`: real answers of an application as fixtures, secrets and personal data replaced. */
export const recordCommand = (terminal: Terminal) =>
  defineCommand({
    meta: {
      name: 'record',
      description: 'Record real answers as fixtures, with secrets and personal data replaced',
    },
    args: {
      ...configArg,
      ...jsonArg,
      link: {
        type: 'positional',
        required: false,
        description: 'Id of a link, or a connector with one link; not needed where there is one link',
      },
      to: {
        type: 'string',
        description: 'Where the fixtures go; the folder fixtures of the connector unless given',
        valueHint: 'folder',
      },
      limit: { type: 'string', default: '5', description: 'Records of each resource' },
      keep: {
        type: 'string',
        description: 'Fields that hold words of the API: orders.status,orders.lines[].unit',
        valueHint: 'fields',
      },
      'keep-ids': { type: 'boolean', default: false, description: 'Leave ids as they are' },
    },
    async run({ args }) {
      const limit = Number(args.limit)
      if (!Number.isInteger(limit) || limit < 1)
        throw new UsageError(`Failed to read --limit: "${args.limit}" is no number. Write --limit 5.`)
      const recorded = await withContext(settingsOf(args), async (context) => {
        const [link, ...others] = await findLinksOrOnly(context.store, args.link)
        if (link === undefined || others.length > 0)
          throw new UsageError(
            `Failed to choose a link: "${args.link}" names several. "duet links" lists them.`,
          )
        return await recordFixtures(context, {
          ...{ link, limit, keepIds: args['keep-ids'] },
          to: args.to === undefined ? undefined : path.resolve(args.to),
          keep: args.keep?.split(',').map((field) => field.trim()) ?? [],
          onResource: (name) => terminal.progress(`Reading ${name}`),
        })
      })
      terminal.progress('')
      if (args.json) terminal.print(JSON.stringify(recorded))
      else inWords(recorded, terminal)
    },
  })

function inWords(
  { connector, folder, files, kept, notes }: Recorded,
  { print, style }: Pick<Terminal, 'print' | 'style'>,
): void {
  print(`${style('good', 'recorded')} ${counted(files.length, 'file')} of ${connector} in ${folder}`)
  for (const file of files) print(`  ${file}`)
  for (const note of notes) print(style('warn', note))
  if (kept.length > 0) print(`Kept as they are, for they hold words of the API: ${kept.join(', ')}`)
  print(
    style(
      'quiet',
      'Next: read the files once before you commit them; "duet test" uses those named after a resource.',
    ),
  )
}
