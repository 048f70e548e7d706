import { readFileSync, writeFileSync } from 'node:fs'
import { library } from '@duet/tsup'
import type { Options } from 'tsup'
import { parse } from 'yaml'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const ours = [
  'packages/core',
  'packages/connec-client',
  'packages/simulator',
  'packages/testing',
  'apps/host',
]

/** What a connector outside of this workspace is built with, taken from the workspace as it is published. */
function writeToolchain() {
  const { catalog } = parse(read('../../pnpm-workspace.yaml'))
  const versions = Object.fromEntries(
    ours.map((folder) => {
      const { name, version } = JSON.parse(read(`../../${folder}/package.json`))
      return [name, `^${version}`]
    }),
  )
  const { compilerOptions } = JSON.parse(read('../../tooling/tsconfig/base.json'))
  const toolchain = { versions: { ...catalog, ...versions }, compilerOptions }
  writeFileSync(new URL('dist/toolchain.json', import.meta.url), JSON.stringify(toolchain))
}

const options: Options = {
  ...library(['src/index.ts', 'src/cli.ts']),
  // npm create downloads this package and nothing else
  noExternal: [/.*/],
  onSuccess: async () => writeToolchain(),
}

export default options
