import type { ConnectorPlan } from '../plan/connector-plan.js'
import type { Place, Toolchain } from '../plan/place.js'
import type { GeneratedFile } from './generated-file.js'

/** The name of a connector's package. */
export const packageName = (connector: string, place: Place): string =>
  place.kind === 'workspace' ? `@duet/connector-${connector}` : `duet-connector-${connector}`

/** What a user of the connector must have beside it: the host has the first three, only tests need the others. */
const peers = ['@duet/connec-client', '@duet/core', 'zod']
const optionalPeers = ['@duet/simulator', 'msw']

/** `package.json`: the key `duet` is how a host recognises a connector. */
export function packageJson({ name, displayName }: ConnectorPlan, place: Place): GeneratedFile {
  const versionOf = versions(place)
  const manifest = {
    name: packageName(name.kebab, place),
    version: '0.1.0',
    description: `Duet connector for ${displayName}.`,
    license: 'MIT',
    type: 'module',
    ...(place.kind === 'workspace' ? {} : { engines: { node: '>=24.11' } }),
    sideEffects: false,
    files: ['dist', 'fixtures', 'conformance.json', 'contract.json'],
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './simulator': { types: './dist/simulator/index.d.ts', default: './dist/simulator/index.js' },
      './package.json': './package.json',
    },
    scripts: {
      build: 'tsup && tsc -p tsconfig.build.json',
      typecheck: 'tsc -p tsconfig.json',
      ...(place.kind === 'workspace' ? {} : { test: 'tsup && vitest run', dev: 'duet dev' }),
    },
    duet: { connector: name.camel, apiVersion: '^1.0' },
    peerDependencies: versionOf([...peers, ...optionalPeers], 'range'),
    peerDependenciesMeta: Object.fromEntries(optionalPeers.map((peer) => [peer, { optional: true }])),
    devDependencies: versionOf(devDependencies(place), 'exact'),
  }
  return { path: 'package.json', content: `${JSON.stringify(manifest, null, 2)}\n` }
}

const devDependencies = (place: Place): readonly string[] => [
  ...peers,
  ...optionalPeers,
  '@duet/testing',
  ...(place.kind === 'workspace'
    ? ['@duet/tsconfig', '@duet/tsup']
    : ['@duet/host', '@types/node', 'tsup', 'typescript', 'vitest']),
]

/** The version of each dependency, in the order of their names. */
const versions =
  (place: Place) =>
  (names: readonly string[], kind: 'range' | 'exact'): Readonly<Record<string, string>> =>
    Object.fromEntries(
      names
        .toSorted()
        .map((name) => [
          name,
          place.kind === 'workspace' ? linked(name, kind) : published(name, place.toolchain),
        ]),
    )

function linked(name: string, kind: 'range' | 'exact'): string {
  if (!name.startsWith('@duet/')) return 'catalog:'
  return kind === 'range' ? 'workspace:^' : 'workspace:*'
}

const published = (name: string, { versions: known }: Toolchain): string => {
  const version = known[name] ?? 'latest'
  return /^\d/.test(version) ? `^${version}` : version
}
