import { type Complaint, checkConnector, DuetError } from '@duet/core'
import { loadConnector } from '../discovery/load-connector.js'
import { readManifest } from '../discovery/read-manifest.js'

/** What is known of a connector after a look at its package. */
export interface CheckedPackage {
  readonly name: string
  readonly version: string
  readonly complaints: readonly Complaint[]
  /** Its entities by name; none when it could not be loaded. */
  readonly entities: readonly string[]
}

const IMPORT_TIMEOUT_MS = 60_000

/** Looks a connector over as the host will: manifest, versions, import, shape, and whatever types cannot see. */
export async function checkPackage(folder: string): Promise<CheckedPackage> {
  let name = folder
  let version = '0.0.0'
  try {
    const manifest = readManifest(folder)
    name = manifest.packageName
    version = manifest.version
    const { connector } = await loadConnector(folder, { timeoutMs: IMPORT_TIMEOUT_MS, fromSources: true })
    return {
      name,
      version,
      complaints: checkConnector(connector, { exportName: manifest.exportName }),
      entities: connector.entities.map((entity) => entity.name),
    }
  } catch (error) {
    if (!(error instanceof DuetError)) throw error
    return { name, version, complaints: [{ level: 'error', message: error.message }], entities: [] }
  }
}
