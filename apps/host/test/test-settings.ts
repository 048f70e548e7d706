import path from 'node:path'
import { parseSettings, resolveSettings } from '../src/settings/read-settings.js'
import type { Settings } from '../src/settings/settings.js'
import type { WrittenSettings } from '../src/settings/settings-schema.js'
import { repository } from './temporary-folder.js'

/** The connectors of the repository, as paths. */
export const ownConnectors = ['basecrm', 'example-crm'].map((name) =>
  path.join(repository, 'connectors', name),
)

/** Settings of a host in `folder` on any free port, with the connectors of the repository. */
export function testSettings(folder: string, written: Partial<WrittenSettings> = {}): Settings {
  const parsed = parseSettings(
    { host: { port: 0 }, connectorPackages: ownConnectors, log: { level: 'error' }, ...written },
    { file: 'duet.config.json' },
  )
  return resolveSettings(parsed, { file: null, folder })
}
