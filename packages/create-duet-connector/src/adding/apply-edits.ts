import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { GeneratedFile } from '../files/generated-file.js'
import { cannotAdd } from '../plan/scaffold-error.js'
import type { Edit } from './edit.js'

/** The files that change, changed; nothing is written. Throws `ScaffoldError` that says what to add by hand. */
export async function editedFiles(folder: string, edits: readonly Edit[]): Promise<readonly GeneratedFile[]> {
  const edited = await Promise.all(
    edits.map(async (edit) => {
      const before = await readFile(path.join(folder, edit.path), 'utf8').catch(() => '')
      return { edit, before, after: edit.apply(before) }
    }),
  )
  const strange = edited.filter(({ after }) => after === undefined).map(({ edit }) => edit)
  if (strange.length > 0)
    throw cannotAdd(
      `${strange.map((edit) => edit.path).join(', ')} ${strange.length > 1 ? 'are' : 'is'} not as it was written`,
      `Nothing was changed. Add this by hand and run the command again, which does the rest:\n\n${strange.map(byHand).join('\n\n')}\n`,
    )
  return edited.flatMap(({ edit, before, after }) =>
    after === undefined || after === before ? [] : [{ path: edit.path, content: after }],
  )
}

const byHand = (edit: Edit) => [edit.path, ...edit.byHand.map((line) => `  ${line}`)].join('\n')
