/**
 * What was installed and built, and from what: a start that finds nothing changed asks neither pnpm nor turbo.
 *
 * A file counts as unchanged while its size and its time of change are. Whatever is in doubt (a file more, a file less, a
 * tool that is gone) makes the stamp worthless, and the long way is taken: it is always right.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const FILE = 'node_modules/.duet/built.json'
const VERSION = 2
/** What decides about an install or a build, beside the packages themselves. */
const ROOT_FILES = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  '.npmrc',
  'turbo.json',
  'scripts/boot.mjs',
  'scripts/stamp.mjs',
]
/** Folders of a package that a build reads; of its other files, those beside its package.json. */
const SOURCES = ['src', 'public']
/** Written by a build, read by editors only. */
const NOT_RUN = /\.(d\.ts|map)$/

/**
 * @typedef {object} Stamp
 * @property {string} inputs What was built from, as `inputsOf` gave it before the build began.
 * @property {string[]} built Tasks whose packages were built; `all` when every package was.
 * @property {string[]} tools Folders that belong on PATH, before those of the user.
 * @property {string} node Version of the Node that runs the programs.
 */

/** A fingerprint of everything an install or a build reads. */
export function inputsOf(root, env = process.env) {
  const hash = createHash('sha256')
  for (const file of ROOT_FILES) add(hash, root, file)
  for (const folder of packagesOf(root)) {
    for (const entry of entriesOf(root, folder))
      if (entry.isFile()) add(hash, root, `${folder}/${entry.name}`)
    for (const sources of SOURCES) addAll(hash, root, `${folder}/${sources}`)
  }
  // Vite writes these into what it builds.
  for (const name of Object.keys(env).sort())
    if (name.startsWith('VITE_')) hash.update(`${name}=${env[name]}\n`)
  return hash.digest('hex')
}

/** A fingerprint of everything an install or a build wrote, as far as running it goes. */
function outputsOf(root) {
  const hash = createHash('sha256')
  add(hash, root, 'node_modules/.modules.yaml')
  for (const folder of packagesOf(root)) {
    hash.update(`${folder} ${existsSync(path.join(root, folder, 'node_modules'))}\n`)
    addAll(hash, root, `${folder}/dist`)
  }
  return hash.digest('hex')
}

/** Notes what is there now as built from `stamp.inputs`. A stamp that cannot be written costs time, nothing else. */
export function writeStamp(root, stamp) {
  const file = path.join(root, FILE)
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    const content = { ...stamp, version: VERSION, machine: machine(), outputs: outputsOf(root) }
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(content)}\n`)
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // a folder that only others may write to
  }
}

/** The stamp when everything is still as it says, undefined otherwise. */
export function readStamp(root, env = process.env) {
  const stamp = read(path.join(root, FILE))
  const holds =
    stamp?.version === VERSION &&
    stamp.machine === machine() &&
    stamp.tools.every((folder) => existsSync(folder)) &&
    stamp.inputs === inputsOf(root, env) &&
    stamp.outputs === outputsOf(root)
  return holds ? stamp : undefined
}

const machine = () => `${process.platform} ${process.arch} ${process.version}`

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Folders of the workspace that hold a package, as pnpm-workspace.yaml lists them: `packages/*` or one by name. */
function packagesOf(root) {
  const [, list = ''] =
    /^packages:\n((?: +- .*\n)+)/m.exec(textOf(path.join(root, 'pnpm-workspace.yaml'))) ?? []
  return list
    .split('\n')
    .flatMap((line) => /^ +- ["']?([^"'\s]+)/.exec(line)?.[1] ?? [])
    .flatMap((pattern) =>
      pattern.endsWith('/*')
        ? entriesOf(root, pattern.slice(0, -2)).map(({ name }) => `${pattern.slice(0, -1)}${name}`)
        : [pattern],
    )
    .filter((folder) => existsSync(path.join(root, folder, 'package.json')))
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return ''
  }
}

function entriesOf(root, folder) {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true })
  } catch {
    return []
  }
}

function addAll(hash, root, folder) {
  for (const entry of entriesOf(root, folder)) {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) addAll(hash, root, name)
    else if (!NOT_RUN.test(name)) add(hash, root, name)
  }
}

function add(hash, root, file) {
  const stat = statSync(path.join(root, file), { throwIfNoEntry: false })
  hash.update(stat === undefined ? `${file} -\n` : `${file} ${stat.size} ${stat.mtimeMs}\n`)
}
