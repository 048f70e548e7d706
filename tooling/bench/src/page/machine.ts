import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { availableParallelism, cpus, totalmem } from 'node:os'
import path from 'node:path'
import { postgresBinaries } from '@duet/store/testing'

const require = createRequire(import.meta.url)
const libraries = ['typescript', 'undici', 'zod', 'pg', 'kysely', 'object-mapper', 'morphism']

/** Where the figures were taken, and with which versions. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  const versions = [`Node ${process.versions.node}`, postgresVersion(), ...libraries.map(versionOf)]
  return `${availableParallelism()} cores (${model}), ${memory}, ${process.platform} ${process.arch}; ${versions.join(', ')}`
}

function postgresVersion(): string {
  const folder = postgresBinaries()
  if (folder === undefined) return 'no PostgreSQL'
  const said = execFileSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
  return `PostgreSQL ${/[\d.]+/.exec(said)?.[0] ?? said}`
}

function versionOf(library: string): string {
  try {
    const { version }: { version: string } = require(`${library}/package.json`)
    return `${library} ${version}`
  } catch {
    // it does not let its package.json be read
    return library
  }
}
