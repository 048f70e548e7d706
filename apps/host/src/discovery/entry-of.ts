import { existsSync } from 'node:fs'
import path from 'node:path'
import { isPlainObject } from '@duet/core'
import type { Manifest } from './read-manifest.js'
import { UnusableConnectorError } from './unusable-error.js'

/** Conditions under which Node takes a branch of `exports` for an import. */
const CONDITIONS = ['node', 'import', 'module-sync', 'default']

/** The file an import of the package loads. Throws `UnusableConnectorError` when it is not there. */
export function entryOf(manifest: Manifest): string {
  const target = targetOf(manifest)
  if (target === undefined) {
    throw new UnusableConnectorError(
      'Failed to load the connector: "exports" in its package.json has nothing for ".". Add ".": "./dist/index.js".',
    )
  }
  const entry = path.resolve(manifest.folder, target)
  if (existsSync(entry)) return entry
  throw new UnusableConnectorError(
    `Failed to load the connector: its file ${target} does not exist; it is not built yet. Run its build (npm run build) and start the host again.`,
  )
}

/** The file a package names for an import of it or of a part, as it is written there. */
export const targetOf = ({ exports, main }: Manifest, subpath = '.'): string | undefined => {
  if (exports === undefined) return subpath === '.' ? (main ?? 'index.js') : undefined
  if (subpath === '.') return branchOf(exports)
  return isPlainObject(exports) ? branchOf(exports[subpath]) : undefined
}

function branchOf(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports
  if (Array.isArray(exports)) return exports.map(branchOf).find((target) => target !== undefined)
  if (!isPlainObject(exports)) return undefined
  if ('.' in exports) return branchOf(exports['.'])
  // Node takes the first condition that holds, in the order of the file.
  for (const [condition, branch] of Object.entries(exports)) {
    const target = CONDITIONS.includes(condition) ? branchOf(branch) : undefined
    if (target !== undefined) return target
  }
  return undefined
}
