import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

/** Remembers from one start to the next which connectors were imported without harm. */
export interface HarmlessImports {
  /** Whether this very package was; `note` remembers that it has been. */
  look(entry: string, folder: string): { known: boolean; note(): void }
}

const FILE = 'imported-connectors.json'
const stored = z.record(z.string(), z.string())

/**
 * Keeps them in a file of the data folder, each with a fingerprint of its package: a file more, a file changed, another
 * version of something it depends on, or another Node makes it unknown again.
 */
export function harmlessImports(dataFolder: string): HarmlessImports {
  const file = path.join(dataFolder, FILE)
  const known = new Map(Object.entries(read(file)))
  return {
    look(entry, folder) {
      const fingerprint = fingerprintOf(entry, folder)
      return {
        known: known.get(entry) === fingerprint,
        note() {
          if (known.get(entry) === fingerprint) return
          known.set(entry, fingerprint)
          write(file, Object.fromEntries(known))
        },
      }
    },
  }
}

/** For who keeps nothing: nothing is known. */
export const nothingKnown: HarmlessImports = { look: () => ({ known: false, note: () => {} }) }

function fingerprintOf(entry: string, folder: string): string {
  const hash = createHash('sha256').update(`${process.version} ${process.arch} ${entry}\n`)
  for (const name of dependenciesOf(folder)) {
    const found = packageJsonOf(name, entry)
    hash.update(`${name} ${found === undefined ? '' : lineOf(found)}\n`)
  }
  for (const found of filesIn(folder)) hash.update(`${lineOf(found)}\n`)
  return hash.digest('hex')
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue
    const found = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(found)
    else yield found
  }
}

function lineOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return `${file} ${stat?.size} ${stat?.mtimeMs}`
}

const dependencies = z.record(z.string(), z.string()).default({})
const manifest = z.looseObject({
  dependencies,
  peerDependencies: dependencies,
  optionalDependencies: dependencies,
})

function dependenciesOf(folder: string): string[] {
  const parsed = manifest.safeParse(parsedFile(path.join(folder, 'package.json')))
  if (!parsed.success) return []
  const { dependencies, peerDependencies, optionalDependencies } = parsed.data
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).sort()
}

function packageJsonOf(name: string, entry: string): string | undefined {
  try {
    return findPackageJSON(name, pathToFileURL(entry))
  } catch {
    return undefined
  }
}

function read(file: string): Record<string, string> {
  const parsed = stored.safeParse(parsedFile(file))
  return parsed.success ? parsed.data : {}
}

function parsedFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** What cannot be kept is found out anew at the next start. */
function write(file: string, content: Record<string, string>): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(content, null, 2)}\n`)
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // a folder that only others may write to
  }
}
