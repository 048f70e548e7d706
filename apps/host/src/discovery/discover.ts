import type { QuarantinedConnector } from '@duet/host-api'
import type { Settings } from '../settings/settings.js'
import { atOrigin } from './at-origin.js'
import type { ConnectorCatalog, LoadedConnector } from './catalog.js'
import { type Candidate, findCandidates } from './find-candidates.js'
import { harmlessImports } from './harmless-imports.js'
import { importTogether } from './import-together.js'
import { type LoadOptions, loadConnector } from './load-connector.js'
import { isConnectorPackage, readManifest } from './read-manifest.js'
import { UnusableConnectorError } from './unusable-error.js'

/** How long an import may take: on a busy machine a sound connector must not be left out. */
const IMPORT_TIMEOUT_MS = 60_000
const AT_ONCE = 4

/** What of the settings decides which connectors there are. */
export type DiscoverySettings = Pick<Settings, 'connectorPackages' | 'folder' | 'connectors'> &
  Partial<Pick<Settings, 'authoring' | 'dataFolder'>>

type Outcome = { loaded: LoadedConnector } | { quarantined: QuarantinedConnector }

/**
 * Finds and loads connectors. One that cannot be used is quarantined with the reason and the fix; the rest work.
 *
 * @example
 * const catalog = await discover(settings)
 * catalog.connectors.get('basecrm')?.connector.displayName // 'Base CRM'
 */
export async function discover(
  settings: DiscoverySettings,
  { timeoutMs = IMPORT_TIMEOUT_MS }: { timeoutMs?: number } = {},
): Promise<ConnectorCatalog> {
  const { authoring, dataFolder } = settings
  const outcomes = await tryAll(findCandidates(settings), {
    timeoutMs,
    importSafely: importTogether(timeoutMs),
    fromSources: authoring,
    ...(dataFolder !== undefined && { harmless: harmlessImports(dataFolder) }),
  })
  const connectors = new Map<string, LoadedConnector>()
  const quarantined: QuarantinedConnector[] = []
  for (const outcome of outcomes) {
    if ('quarantined' in outcome) quarantined.push(outcome.quarantined)
    else accept(outcome.loaded)
  }
  return { connectors, quarantined }

  function accept(loaded: LoadedConnector): void {
    const { name } = loaded.connector
    const first = connectors.get(name)
    if (first !== undefined) quarantined.push(nameTaken(loaded, first))
    else connectors.set(name, moved(loaded, settings.connectors[name]?.origin))
  }
}

/** A few at a time: an import is work, and its time limit must not be used up by the others. */
async function tryAll(candidates: readonly Candidate[], options: LoadOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let at = 0; at < candidates.length; at += AT_ONCE) {
    const some = candidates.slice(at, at + AT_ONCE)
    outcomes.push(...(await Promise.all(some.map((candidate) => tryCandidate(candidate, options)))))
  }
  return outcomes
}

async function tryCandidate({ name, folder }: Candidate, options: LoadOptions): Promise<Outcome> {
  if (folder === undefined) return { quarantined: notFound(name) }
  try {
    return { loaded: await loadConnector(folder, options) }
  } catch (error) {
    const message =
      error instanceof UnusableConnectorError
        ? error.message
        : `Failed to load the connector: ${error instanceof Error ? error.message : String(error)}. Mend the package.`
    return { quarantined: { name: packageNameOf(folder) ?? name, path: folder, message } }
  }
}

function packageNameOf(folder: string): string | undefined {
  try {
    return isConnectorPackage(folder) ? readManifest(folder).packageName : undefined
  } catch {
    return undefined
  }
}

const notFound = (name: string): QuarantinedConnector => ({
  name,
  path: name,
  message: `Failed to load the connector: "${name}" in "connectorPackages" is neither a folder nor an installed package. Mend the path, or install it with npm install ${name}.`,
})

const nameTaken = (loaded: LoadedConnector, first: LoadedConnector): QuarantinedConnector => ({
  name: loaded.packageName,
  path: loaded.path,
  message: `Failed to load the connector: the name "${loaded.connector.name}" is taken by ${first.packageName} in ${first.path}. Remove one of the two, or give this one another "name".`,
})

const moved = (loaded: LoadedConnector, origin: string | undefined): LoadedConnector =>
  origin === undefined ? loaded : { ...loaded, connector: atOrigin(loaded.connector, origin) }
