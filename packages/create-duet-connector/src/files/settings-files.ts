import type { Place } from '../plan/place.js'
import type { GeneratedFile } from './generated-file.js'

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** What the compiler and the bundler are told. */
export function settingsFiles(place: Place): readonly GeneratedFile[] {
  return [
    { path: 'tsconfig.json', content: tsconfig(place) },
    {
      path: 'tsconfig.build.json',
      content: json({
        extends: './tsconfig.json',
        include: ['src'],
        compilerOptions: {
          noEmit: false,
          emitDeclarationOnly: true,
          declarationMap: true,
          rootDir: 'src',
          outDir: 'dist',
        },
      }).replace('[\n    "src"\n  ]', '["src"]'),
    },
    { path: 'tsup.config.ts', content: place.kind === 'workspace' ? linkedTsup : ownTsup },
    ...(place.kind === 'workspace'
      ? []
      : [{ path: '.gitignore', content: 'node_modules/\ndist/\n.duet/\n' }]),
  ]
}

const include = ['src', 'test', '*.ts']

const tsconfig = (place: Place): string =>
  place.kind === 'workspace'
    ? '{ "extends": "@duet/tsconfig/base.json", "include": ["src", "test", "*.ts"] }\n'
    : json({ include, compilerOptions: place.toolchain.compilerOptions })

const linkedTsup = `import { library } from '@duet/tsup'

export default library(['src/index.ts', 'src/simulator/index.ts'])
`

const ownTsup = `import { defineConfig } from 'tsup'

// Types come from tsc.
export default defineConfig({
  entry: ['src/index.ts', 'src/simulator/index.ts'],
  format: ['esm'],
  dts: false,
  clean: true,
  sourcemap: true,
  target: 'node24',
})
`
