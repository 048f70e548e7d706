import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { run as add } from '../src/command/run.js'
import { type ConnectorPlan, connectorFiles } from '../src/index.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const installed = [
  '@duet/connec-client',
  '@duet/core',
  '@duet/simulator',
  '@duet/testing',
  'msw',
  'zod',
  'fast-check',
]

/** A workspace of connectors in a temporary folder, with one installation for all of them. */
export interface ScaffoldWorkspace extends AsyncDisposable {
  readonly folder: string
  /** Writes a connector as the command does in a workspace. */
  write(plan: ConnectorPlan): Promise<void>
  /** Adds to a connector as the command does: `add entity orders=invoice`. */
  add(connector: string, ...what: readonly string[]): Promise<void>
  /** Runs a tool of the workspace over all connectors. Throws what it printed when it fails. */
  run(tool: string, ...args: readonly string[]): Promise<string>
}

/** Below the root, so that the tools of the workspace and their settings are found; nothing is downloaded. */
export async function createScaffoldWorkspace({ runs }: { runs: number }): Promise<ScaffoldWorkspace> {
  await mkdir(path.join(root, '.duet'), { recursive: true })
  const folder = await mkdtemp(path.join(root, '.duet', 'scaffold-'))
  for (const name of installed) await link(folder, name, sourceOf(name))
  for (const name of ['tsconfig', 'tsup'])
    await link(folder, `@duet/${name}`, path.join(root, 'tooling', name))
  // By these the command knows a workspace.
  await writeFile(path.join(folder, 'pnpm-workspace.yaml'), 'packages: []\n')
  await mkdir(path.join(folder, 'packages/core'), { recursive: true })
  await writeFile(path.join(folder, 'packages/core/package.json'), '{ "name": "@duet/core" }\n')
  await symlink(path.join(root, 'docs'), path.join(folder, 'docs'))
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  await writeFile(path.join(folder, 'tsconfig.json'), tsconfig)
  await writeFile(path.join(folder, 'biome.json'), biome())
  await writeFile(path.join(folder, 'vitest.config.ts'), vitestConfig)
  await writeFile(path.join(folder, 'setup.ts'), setup(runs))

  return {
    folder,
    async write(plan) {
      for (const { path: file, content } of connectorFiles(plan, { kind: 'workspace', root })) {
        const target = path.join(folder, 'connectors', plan.name.kebab, file)
        await mkdir(path.dirname(target), { recursive: true })
        await writeFile(target, content)
      }
    },
    async add(connector, ...what) {
      const cwd = path.join(folder, 'connectors', connector)
      const complain = (text: string) => {
        throw new Error(text)
      }
      await add(['add', ...what], { cwd, print: () => undefined, complain })
    },
    run: (tool, ...args) => run(folder, [tool, ...args]),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** Where this package has it from, or one that it works with. */
const sourceOf = (name: string) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url))

async function link(folder: string, name: string, source: string): Promise<void> {
  const target = path.join(folder, 'node_modules', name)
  await mkdir(path.dirname(target), { recursive: true })
  await symlink(source, target)
}

const tsconfig = `{
  "extends": "@duet/tsconfig/base.json",
  "include": ["connectors/*/src", "connectors/*/test"]
}
`

/** The rules of this workspace, for files git does not know. */
const biome = () => {
  const settings = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'))
  return JSON.stringify({ ...settings, root: true, vcs: { enabled: false }, $schema: undefined })
}

const vitestConfig = `import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { isolate: false, maxWorkers: 2, setupFiles: ['setup.ts'], testTimeout: 60_000, reporters: ['dot'] },
})
`

const setup = (runs: number) => `import fc from 'fast-check'

fc.configureGlobal({ numRuns: ${runs} })
`

function run(folder: string, [tool = '', ...args]: readonly string[]): Promise<string> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
  const file = path.join(root, 'node_modules', '.bin', tool)
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd: folder, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`${tool} ${args.join(' ')} failed:\n${stdout}${stderr}`))
    })
  })
}
