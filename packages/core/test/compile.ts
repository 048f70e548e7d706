import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))
const typescript = path.dirname(createRequire(import.meta.url).resolve('typescript/package.json'))

/** What the compiler says about some files that stand beside this package's sources. */
export interface Compiled {
  /** By file: each error with its elaboration, as an editor shows it. */
  readonly errors: ReadonlyMap<string, readonly string[]>
  readonly instantiations: number
}

/** Runs the project's own compiler over files; `./duet.js` is the authoring API in them. */
export async function compile(files: Readonly<Record<string, string>>): Promise<Compiled> {
  const cache = path.join(packageFolder, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(path.join(cache, 'compile-'))
  try {
    const api = 'export * from "../../../src/index.js"\n'
    for (const [name, text] of Object.entries({ ...files, 'duet.ts': api }))
      await writeFile(path.join(folder, name), text)
    const tsconfig = {
      extends: path.join(packageFolder, 'tsconfig.json'),
      compilerOptions: { incremental: false },
      files: Object.keys(files),
      include: [],
    }
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
    return read(await tsc(folder))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const tsc = (folder: string) =>
  new Promise<string>((resolve) => {
    const options = ['--pretty', 'false', '--extendedDiagnostics', '-p', '.']
    execFile(
      process.execPath,
      [path.join(typescript, 'bin', 'tsc'), ...options],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout) => resolve(stdout),
    )
  })

function read(output: string): Compiled {
  const errors = new Map<string, string[]>()
  let latest: string[] = []
  for (const line of output.split('\n')) {
    const [, file, message] = /^([\w-]+\.ts)\(\d+,\d+\): error (.*)$/.exec(line) ?? []
    if (file !== undefined && message !== undefined) {
      latest = errors.get(file) ?? []
      errors.set(file, [...latest, message])
      latest = errors.get(file) ?? []
    } else if (line.startsWith('  ') && latest.length > 0)
      latest[latest.length - 1] = `${latest.at(-1)}\n${line}`
  }
  return { errors, instantiations: Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]) }
}
