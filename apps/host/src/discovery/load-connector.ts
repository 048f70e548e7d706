import { pathToFileURL } from 'node:url'
import { isPlainObject } from '@duet/core'
import { within } from '../within.js'
import type { LoadedConnector } from './catalog.js'
import { checkApiVersion } from './check-api-version.js'
import { checkCore } from './check-core.js'
import { checkShape } from './check-shape.js'
import { entryOf, targetOf } from './entry-of.js'
import { type HarmlessImports, nothingKnown } from './harmless-imports.js'
import { importInThread } from './import-in-thread.js'
import type { SafeImport } from './import-together.js'
import { readCard } from './read-card.js'
import { readManifest } from './read-manifest.js'
import { sourceOf } from './source-of.js'
import { UnusableConnectorError } from './unusable-error.js'

export interface LoadOptions {
  /** How long an import may take. */
  timeoutMs: number
  /** Take the TypeScript it is written in, where that is at hand, instead of what was built. */
  fromSources?: boolean | undefined
  /** What was imported without harm at an earlier start needs no thread. */
  harmless?: HarmlessImports
  /** A thread of its own unless set. */
  importSafely?: SafeImport
}

/** Files this process has imported: their code has run, so importing them again runs nothing. */
const imported = new Set<string>()

/**
 * Loads the connector in `folder`, step by step: nothing of it runs before its manifest fits, and nothing of it runs
 * in this process before it has been imported once, as it is, in a throw-away thread.
 *
 * Throws `UnusableConnectorError`.
 */
export async function loadConnector(
  folder: string,
  { timeoutMs, fromSources = false, harmless = nothingKnown, importSafely }: LoadOptions,
): Promise<LoadedConnector> {
  const manifest = readManifest(folder)
  checkApiVersion(manifest)
  const source = fromSources ? sourceOf(folder, targetOf(manifest)) : undefined
  const entry = source ?? entryOf(manifest)
  checkCore(entry)
  const url = pathToFileURL(entry).href
  // What its author runs while writing it needs no such care, and the thread does not read sources.
  if (source === undefined && !imported.has(url)) {
    const { known, note } = harmless.look(entry, folder)
    if (!known) await (importSafely?.(url) ?? importInThread(url, timeoutMs))
    note()
  }
  const module = await importHere(url, timeoutMs)
  imported.add(url)
  const { exportName, packageName, version } = manifest
  if (!(exportName in module)) {
    throw new UnusableConnectorError(
      `Failed to load the connector: it does not export "${exportName}", which "duet.connector" in its package.json names. Export it, or name one of: ${Object.keys(module).join(', ') || 'nothing is exported'}.`,
    )
  }
  return {
    connector: checkShape(module[exportName], exportName),
    packageName,
    version,
    path: folder,
    card: readCard(folder),
  }
}

async function importHere(url: string, timeoutMs: number): Promise<Record<string, unknown>> {
  try {
    const module: unknown = await within(import(/* @vite-ignore */ url), {
      ms: timeoutMs,
      error: () => new Error(`still importing after ${timeoutMs / 1000} s`),
    })
    // A module namespace is an object of its own kind.
    return isPlainObject(module) ? module : {}
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UnusableConnectorError(
      `Failed to load the connector: it could not be imported (${reason}). Mend the package.`,
      { cause },
    )
  }
}
