import { realpathSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'
import { UnusableConnectorError } from './unusable-error.js'

const CORE = '@duet/core'

/**
 * Throws `UnusableConnectorError` when the connector would run on another copy of core than the host: its errors would
 * not be recognised, so that a deleted record looked like a failure.
 */
export function checkCore(entry: string): void {
  const theirs = corePath(pathToFileURL(entry).href)
  const ours = corePath(import.meta.url)
  if (theirs === undefined || ours === undefined || theirs === ours) return
  throw new UnusableConnectorError(
    `Failed to load the connector: it brings a second copy of ${CORE} (${theirs}). Make ${CORE} a peer dependency of the connector, not a dependency, and install again.`,
  )
}

function corePath(base: string): string | undefined {
  try {
    const found = findPackageJSON(CORE, base)
    return found === undefined ? undefined : realpathSync(found)
  } catch {
    return undefined
  }
}
