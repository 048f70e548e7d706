import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { succeed } from './run-command.js'

const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
const dependencies = z.record(z.string(), z.string()).default({})
const manifest = z.looseObject({ dependencies, devDependencies: dependencies })

/** Installs all tarballs with npm in an empty folder that knows nothing of the workspace. */
export async function installOutside(folder: string, tarballs: ReadonlyMap<string, string>): Promise<void> {
  const project = { name: 'outside', version: '1.0.0', private: true, type: 'module' }
  await writePackage(folder, { ...project, dependencies: filesOf(tarballs) }, tarballs)
  await succeed('npm', INSTALL, folder)
}

/** Lets a package that was written for published versions take the tarballs, and installs it with npm. */
export async function installWith(folder: string, tarballs: ReadonlyMap<string, string>): Promise<void> {
  const written = manifest.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')))
  const files = filesOf(tarballs)
  const ours = Object.keys(written.devDependencies).filter((name) => name in files)
  const devDependencies = {
    ...written.devDependencies,
    ...Object.fromEntries(ours.map((name) => [name, files[name] ?? ''])),
  }
  await writePackage(folder, { ...written, devDependencies }, tarballs)
  await succeed('npm', INSTALL, folder)
}

/** Adds one more tarball to a project. */
export const addTarball = (folder: string, tarball: string): Promise<string> =>
  succeed('npm', [...INSTALL, tarball], folder)

/** Overrides say where each of our packages is, whoever asks: else npm looks for them at the registry first. */
async function writePackage(
  folder: string,
  json: { dependencies?: Record<string, string>; devDependencies?: Record<string, string> },
  tarballs: ReadonlyMap<string, string>,
): Promise<void> {
  const own = { ...json.dependencies, ...json.devDependencies }
  const files = filesOf(tarballs)
  const overrides = Object.fromEntries(
    Object.keys(files).map((name) => [name, name in own ? `$${name}` : files[name]]),
  )
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...json, overrides }, null, 2))
}

const filesOf = (tarballs: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...tarballs].map(([name, file]) => [name, `file:${file}`]))
