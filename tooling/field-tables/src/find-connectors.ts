import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Connector, DefinitionError } from '@duet/core'
import { z } from 'zod'

export interface FoundConnector {
  readonly connector: Connector
  /** The name its package exports it under. */
  readonly exportName: string
  /** Path of its README. */
  readonly readme: string
}

const manifest = z.object({
  duet: z.object({ connector: z.string() }),
  exports: z.object({ '.': z.object({ default: z.string() }) }),
})

const home = fileURLToPath(new URL('../../../connectors', import.meta.url))

/** The connectors of this repository, as they were built. */
export async function findConnectors(): Promise<FoundConnector[]> {
  const folders = await readdir(home, { withFileTypes: true })
  const packages = folders.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(home, name))
  return Promise.all(packages.map(open))
}

async function open(folder: string): Promise<FoundConnector> {
  const { duet, exports } = manifest.parse(
    JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')),
  )
  const entry = path.join(folder, exports['.'].default)
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(entry).href)
  const connector = module[duet.connector]
  if (!isConnector(connector))
    throw new DefinitionError(
      `Failed to open the connector in ${path.basename(folder)}: it does not export "${duet.connector}". Correct "duet" in its package.json.`,
    )
  return { connector, exportName: duet.connector, readme: path.join(folder, 'README.md') }
}

const isConnector = (value: unknown): value is Connector =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'connector'
