import path from 'node:path'
import { files } from './workspace.js'

/** Who may import whom, folder by folder; the drawing of `docs/architecture.md` in a form a test can hold. */
export interface Room {
  /** Folder below the root. */
  folder: string
  /** Rooms the sources may import. */
  src: readonly string[]
  /** Rooms the tests may import beside those. */
  test: readonly string[]
  /** Sub-folders of `src` with rules of their own. */
  inner?: Readonly<Record<string, readonly string[]>>
}

const packages = [
  'core',
  'http',
  'connec-client',
  'oauth',
  'store',
  'sync-engine',
  'hub',
  'simulator',
  'host-api',
  'testing',
] as const
/** A folder below `connectors/` is a connector without being listed anywhere. */
const connectors = files('connectors/*/package.json').map((file) => path.posix.dirname(file))
const apps = ['host', 'dashboard', 'sandbox', 'e2e'] as const
const everything = [
  ...packages,
  ...connectors.map((folder) => `connector-${path.posix.basename(folder)}`),
  ...apps,
]

const connector = (folder: string): Room => ({
  folder,
  src: ['core', 'connec-client'],
  inner: { simulator: ['simulator'] },
  test: ['simulator', 'testing'],
})

export const rooms: readonly Room[] = [
  { folder: 'packages/simulator', src: [], test: [] },
  { folder: 'packages/host-api', src: [], test: [] },
  { folder: 'packages/core', src: [], test: [] },
  { folder: 'packages/http', src: ['core'], test: ['simulator'] },
  { folder: 'packages/connec-client', src: ['core', 'http'], test: ['simulator'] },
  { folder: 'packages/oauth', src: ['core', 'http'], test: ['simulator'] },
  { folder: 'packages/store', src: ['core'], test: ['simulator'] },
  {
    folder: 'packages/sync-engine',
    src: ['core', 'connec-client', 'store'],
    test: ['http', 'hub', 'simulator'],
  },
  {
    folder: 'packages/hub',
    src: ['core', 'connec-client', 'store', 'simulator'],
    test: ['http'],
  },
  {
    folder: 'packages/testing',
    src: packages.filter((name) => name !== 'testing'),
    test: [],
  },
  {
    folder: 'packages/create-duet-connector',
    src: ['core', 'connec-client'],
    test: ['simulator', 'testing'],
  },
  ...connectors.map(connector),
  { folder: 'apps/dashboard', src: ['host-api'], test: [] },
  { folder: 'apps/host', src: everything, test: [] },
  { folder: 'apps/sandbox', src: everything, test: [] },
  { folder: 'e2e', src: ['host-api'], test: ['core', 'connector-basecrm'] },
]
