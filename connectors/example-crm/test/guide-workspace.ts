import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const here = fileURLToPath(new URL('..', import.meta.url))

const manifest = z.object({
  scripts: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

/** What a command printed, and whether it ended well. */
export interface Ran {
  code: number
  output: string
}

/** A package in a workspace of its own, laid out as an installation lays it out. */
export interface GuidePackage extends AsyncDisposable {
  readonly folder: string
  write(file: string, text: string): Promise<void>
  read(file: string): Promise<string>
  /** Installs what the manifest names: nothing else can be imported. */
  install(): Promise<void>
  /** Runs a script of the manifest. */
  script(name: string): Promise<Ran>
  /** Runs a tool of the workspace. */
  tool(name: string, ...args: readonly string[]): Promise<Ran>
}

/** An empty package in an empty folder, below the root so that the workspace's own tools are found. */
export async function createGuidePackage(name: string): Promise<GuidePackage> {
  await mkdir(path.join(root, '.duet'), { recursive: true })
  const workspace = await mkdtemp(path.join(root, '.duet', 'guide-'))
  const folder = path.join(workspace, 'connectors', name)
  await mkdir(folder, { recursive: true })
  const run = (command: string) => runIn(folder, command)

  return {
    folder,
    read: (file) => readFile(path.join(folder, file), 'utf8'),
    async write(file, text) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
      await writeFile(path.join(folder, file), text)
    },
    async install() {
      for (const dependency of Object.keys((await manifestIn(folder)).devDependencies))
        await link(folder, dependency)
    },
    script: async (script) => run((await manifestIn(folder)).scripts[script] ?? `no-script-${script}`),
    tool: (tool, ...args) => run([tool, ...args].join(' ')),
    [Symbol.asyncDispose]: () => rm(workspace, { recursive: true }),
  }
}

const manifestIn = async (folder: string) =>
  manifest.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')))

/** What this package has, the new one gets from the same place. */
async function link(folder: string, dependency: string): Promise<void> {
  const source = path.join(here, 'node_modules', dependency)
  if (!existsSync(source)) throw new Error(`Failed to install ${dependency}: this package does not have it.`)
  const target = path.join(folder, 'node_modules', dependency)
  await mkdir(path.dirname(target), { recursive: true })
  await symlink(source, target)
}

function runIn(folder: string, command: string): Promise<Ran> {
  const bin = path.join(root, 'node_modules', '.bin')
  const env = {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  }
  return new Promise((resolve) => {
    execFile(command, { cwd: folder, shell: true, env, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr })
    })
  })
}
