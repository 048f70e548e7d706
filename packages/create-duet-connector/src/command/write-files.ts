import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { GeneratedFile } from '../files/generated-file.js'
import { cannotCreate } from '../plan/scaffold-error.js'

/** Refuses a folder that has anything in it. Throws `ScaffoldError`. */
export async function assertEmpty(folder: string, connector: string): Promise<void> {
  if (!existsSync(folder)) return
  const content = await readdir(folder).catch(() => undefined)
  if (content === undefined)
    throw cannotCreate(connector, `${folder} is a file`, 'Choose another name, or move the file away')
  if (content.some((name) => name !== '.git'))
    throw cannotCreate(connector, `the folder ${folder} is not empty`, 'Choose another name, or empty it')
}

/** Writes files below a folder. */
export async function writeFiles(folder: string, files: readonly GeneratedFile[]): Promise<void> {
  for (const { path: file, content } of files) {
    const target = path.join(folder, file)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, content)
  }
}
