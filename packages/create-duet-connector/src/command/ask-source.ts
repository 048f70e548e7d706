import { select, text } from '@clack/prompts'
import type { Arguments } from './arguments.js'
import { answerTo, type Terminal } from './terminal.js'

type Source = Pick<Arguments['flags'], 'openapi' | 'sample'>

/** Asks what there is that describes the application. */
export async function askSource(terminal: Terminal): Promise<Source> {
  const kind = await answerTo(
    select({
      ...terminal,
      message: 'What is there that describes the application?',
      options: [
        { value: 'openapi', label: 'an OpenAPI file' },
        { value: 'sample', label: 'answers of its API, as JSON files' },
        { value: 'nothing', label: 'nothing: sketch what is usual' },
      ],
    }),
  )
  if (kind === 'nothing') return {}
  const files = await answerTo(
    text({
      ...terminal,
      message: kind === 'openapi' ? 'Where is the file?' : 'Where are the files? (contacts.json, deals.json)',
      validate: (given) => (given?.trim() ? undefined : 'Name a file'),
    }),
  )
  return kind === 'openapi' ? { openapi: files.trim() } : { sample: files.split(/[\s,]+/).filter(Boolean) }
}
