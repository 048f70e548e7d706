import { readFileSync } from 'node:fs'
import path from 'node:path'
import { API_VERSION, isPlainObject } from '@duet/core'
import { z } from 'zod'
import { UnusableConnectorError } from './unusable-error.js'

const EXAMPLE = `"duet": { "connector": "<name of the export>", "apiVersion": "^${API_VERSION}" }`

const duetKey = z.object({ connector: z.string().min(1), apiVersion: z.string().min(1) })
const packageJson = z.looseObject({
  name: z.string().min(1).optional(),
  version: z.string().default('0.0.0'),
  main: z.string().optional(),
  exports: z.unknown(),
})

/** What a connector package says about itself, read without running any of it. */
export interface Manifest {
  readonly folder: string
  readonly packageName: string
  readonly version: string
  /** Name of the export that is the connector. */
  readonly exportName: string
  /** Range of authoring API versions it works with. */
  readonly apiVersion: string
  readonly main: string | undefined
  readonly exports: unknown
}

/** Reads the manifest of the package in `folder`. Throws `UnusableConnectorError`. */
export function readManifest(folder: string): Manifest {
  const json = readPackageJson(folder)
  const parsed = packageJson.safeParse(json)
  if (!parsed.success || !isPlainObject(json)) throw unusable('its package.json is not one', 'Mend it')
  const { name = path.basename(folder), version, main, exports } = parsed.data
  if (json.duet === undefined)
    throw unusable('its package.json has no "duet" key', `Add ${EXAMPLE} to package.json`)
  const duet = duetKey.safeParse(json.duet)
  if (!duet.success) {
    const field = duet.error.issues[0]?.path.join('.')
    throw unusable(
      `"duet${field ? `.${field}` : ''}" in its package.json is missing or not a text`,
      `Write ${EXAMPLE}`,
    )
  }
  const { connector: exportName, apiVersion } = duet.data
  return { folder, packageName: name, version, exportName, apiVersion, main, exports }
}

/** True when a package.json carries the key of a connector. */
export function isConnectorPackage(folder: string): boolean {
  try {
    const json = readPackageJson(folder)
    return isPlainObject(json) && json.duet !== undefined
  } catch {
    return false
  }
}

function readPackageJson(folder: string): unknown {
  let text: string
  try {
    text = readFileSync(path.join(folder, 'package.json'), 'utf8')
  } catch (cause) {
    throw unusable('there is no package.json in its folder', 'Name the folder that holds it', cause)
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unusable('its package.json is not JSON', 'Mend it', cause)
  }
}

function unusable(reason: string, fix: string, cause?: unknown): UnusableConnectorError {
  return new UnusableConnectorError(`Failed to load the connector: ${reason}. ${fix}.`, { cause })
}
