#!/usr/bin/env node
/**
 * One-command start: brings the right Node and pnpm, installs, builds and runs a task.
 *
 * Plain JavaScript without dependencies, so that it runs on any Node >= 18 with npm >= 8:
 *
 *   npm start [-- args]          install, build, run the tour (sandbox and host)
 *   npm test [-- paths]          install, build, check, run every test (or those under the paths)
 *   npm run duet -- <command>    install, build, run the command line
 *   npm run create-connector -- my-crm   install, build, write a connector to connectors/my-crm
 *   npm run scaffold-matrix [-- 1/4]  install, build, write connectors in every combination (or a part) and run their tests
 *   npm run parity [-- folder]   install, build, run recorded behaviour of the predecessor through the packages
 *   npm run chaos [-- args]      install, build, kill workers and databases while people work, count what was lost
 *   npm run faults [-- args]     install, build, plant known faults in memory and show that their tests turn red
 *   npm run bench [-- args]      install, build, measure: every suite, or those named; see docs/benchmarks.md
 *   npm run mutants             install, build, show for each check of the conformance kit what survives without it
 *   npm run tarballs [-- args]   install, build, pack what is published, install it in an empty project, run it there
 *   npm run field-tables         install, build, write what the mappers say into the READMEs of the connectors
 *   npm run docs [-- --serve]    install, build, make the documentation site of docs/ and the docstrings; serve it
 *   npm run x -- <command>       any command with the right Node and pnpm on PATH, nothing installed first
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { inputsOf, readStamp, writeStamp } from './stamp.mjs'

/** Version of the npm package `node` (real Node binaries), used when the user's own Node is too old. */
const NODE_FALLBACK = '24.21.0'
const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '..')
const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const pnpmVersion = /^pnpm@([^+]+)/.exec(packageManager)[1]
const windows = process.platform === 'win32'
const [task = 'start', ...rest] = process.argv.slice(2)

/** The program behind each task that runs one; stdout belongs to it. */
const programs = {
  start: 'apps/sandbox/dist/start.js',
  duet: 'apps/host/dist/cli.js',
  bench: 'tooling/bench/dist/bench.js',
  chaos: 'tooling/chaos/dist/chaos.js',
  faults: 'tooling/faults/dist/faults.js',
  tarballs: 'tooling/tarballs/dist/tarballs.js',
  mutants: 'packages/testing/test/mutants/remove-checks.mjs',
  docs: 'tooling/docs/dist/open-docs.js',
  parity: 'tooling/parity/dist/parity.js',
  'create-connector': 'packages/create-duet-connector/dist/cli.js',
  'field-tables': 'tooling/field-tables/dist/write-field-tables.js',
}

const byNpm = process.env.npm_lifecycle_event !== undefined
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
}
// The settings of the outer npm must not leak into the inner npm and pnpm.
const keep = /^npm_config_(registry|cache|userconfig|globalconfig|cafile|.*proxy)$/i
for (const key of Object.keys(env)) {
  if (/^npm_(package|lifecycle|command|config)_/i.test(key) && !keep.test(key)) delete env[key]
}

/** Install and build print to stderr, so that stdout holds only what the task prints. */
const toStderr = ['inherit', 2, 2]

/** npm does not pass SIGTERM on: when its shell is gone, end too, or a server would stay behind. */
function endWithNpm(end) {
  const parent = process.ppid
  if (byNpm && !windows) setInterval(() => process.ppid !== parent && end(), 500).unref()
}

function run(command, args, { shell = windows, stdio = 'inherit', cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio, cwd, env, shell })
    const forward = (signal) => child.kill(signal)
    endWithNpm(() => child.kill('SIGTERM'))
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, forward)
    child.on('error', (error) => {
      console.error(`boot: cannot run ${command}: ${error.message}`)
      process.exit(127)
    })
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward)
      if (code === 0) resolve()
      else process.exit(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}

function nodeIsAccepted() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return (major === 24 && minor >= 11) || major >= 26
}

/** Asks npm (cached after the first time) for a PATH that has the right pnpm, and Node when ours is too old. */
function toolchainPath() {
  const accepted = nodeIsAccepted()
  if (!accepted) {
    console.error(
      `boot: Node ${process.version} is too old (^24.11 or >=26 is needed); using the npm package node@${NODE_FALLBACK}`,
    )
  }
  const args = [
    'exec',
    '--yes',
    '--prefer-offline',
    '--loglevel=error',
    ...(accepted ? [] : [`--package=node@${NODE_FALLBACK}`]),
    `--package=pnpm@${pnpmVersion}`,
    '--',
    'node',
    path.join(here, 'print-path.mjs'),
  ]
  const npmCli = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : null
  const options = { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }
  const result = npmCli
    ? spawnSync(process.execPath, [npmCli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: windows })
  const match = /BOOT_PATH=(.*)/.exec(result.stdout ?? '')
  if (result.status !== 0 || !match) {
    console.error(
      `boot: npm could not fetch Node or pnpm (exit ${result.status}) ${result.error?.message ?? ''}. Check the network and run the command again.`,
    )
    process.exit(1)
  }
  return JSON.parse(match[1])
}

const startedAt = Date.now()
const say = (message) => console.error(`boot: +${((Date.now() - startedAt) / 1000).toFixed(1)}s ${message}`)

/** What a task needs, where that is not every package. */
const CONNECTORS = './connectors/*'
const needed = {
  start: ['@duet/sandbox', CONNECTORS],
  duet: ['@duet/host', '@duet/testing', CONNECTORS],
  'create-connector': ['create-duet-connector'],
}
const scope = task in needed ? task : 'all'
/** Programs that run as soon as they are built, without anything of turbo's but their files. */
const known = task in programs && task !== 'docs' ? readStamp(root) : undefined
const stamp = known?.built.some((name) => name === scope || name === 'all') ? known : undefined
const toolchain = stamp === undefined ? toolchainPath() : undefined
const tools = stamp?.tools ?? toolFolders(toolchain.path)
usePath([path.join(root, 'node_modules', '.bin'), ...tools])
/** A command that finds everything built has nothing to tell but its answer. */
const isSilent = task === 'duet' && stamp !== undefined
if (!isSilent) say(`node ${stamp?.node ?? toolchain.node}, pnpm ${pnpmVersion}`)

/** Where pnpm is on a PATH, and Node where ours is too old. */
function toolFolders(wider) {
  const folders = wider.split(path.delimiter)
  const holds = (folder, tool) =>
    [tool, `${tool}.cmd`, `${tool}.exe`].some((name) => existsSync(path.join(folder, name)))
  const found = ['pnpm', ...(nodeIsAccepted() ? [] : ['node'])].map((tool) =>
    folders.find((folder) => holds(folder, tool)),
  )
  return [...new Set(found.filter((folder) => folder !== undefined))]
}

function pathOf() {
  return Object.entries(env).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? ''
}

function usePath(first) {
  const before = pathOf()
  for (const key of Object.keys(env)) if (key.toUpperCase() === 'PATH') delete env[key]
  env.PATH = [...first, before].join(path.delimiter)
}

/** Connectors that were written since the last install: the lockfile does not name them. */
function newConnectors() {
  const lockfile = readFileSync(path.join(root, 'pnpm-lock.yaml'), 'utf8')
  return readdirSync(path.join(root, 'connectors'))
    .filter((name) => existsSync(path.join(root, 'connectors', name, 'package.json')))
    .map((name) => `connectors/${name}`)
    .filter((folder) => !lockfile.includes(`\n  ${folder}:`))
}

async function install() {
  const fresh = newConnectors()
  if (fresh.length > 0 && process.env.CI) {
    say(`${fresh.join(', ')} is not in pnpm-lock.yaml. Run npm run build at home and commit pnpm-lock.yaml.`)
    process.exit(1)
  }
  if (fresh.length > 0) say(`${fresh.join(', ')} is new: it is installed and noted in pnpm-lock.yaml`)
  const lockfile = fresh.length > 0 ? '--no-frozen-lockfile' : '--frozen-lockfile'
  await run('pnpm', ['install', '--prefer-offline', lockfile, '--reporter=append-only', '--loglevel=warn'], {
    stdio: toStderr,
  })
}
const turbo = (...tasks) =>
  run('pnpm', ['exec', 'turbo', 'run', ...tasks, '--output-logs=errors-only'], { stdio: toStderr })

/** A folder that is named to this task is one of where the user stands; npm itself changes to the root. */
const cwdOf = (name) =>
  ['parity', 'create-connector'].includes(name) ? (process.env.INIT_CWD ?? process.cwd()) : root

async function test(paths) {
  if (paths.length === 0) await run('pnpm', ['exec', 'biome', 'ci', '.'], { stdio: toStderr })
  // an author who tests a connector waits for the check of that one only
  const ownOnly = paths.length > 0 && paths.every((name) => /^connectors\/[^/]+/.test(name))
  const filters = ownOnly ? paths.map((name) => `--filter=./${name.split('/', 2).join('/')}`) : []
  await turbo('build', 'typecheck', ...filters)
  say('built')
  // A slow machine is no failure: how long something takes is measured elsewhere. Much of what tests do is wait.
  const patience = ['--test-timeout=60000', '--hook-timeout=60000', '--max-workers=3']
  // A shared machine may stall a test that waits for a process or a browser: it gets a second try there, and the
  // closing lines name it. At home nobody gets one: a test that needs it shall be seen and mended.
  if (process.env.CI) patience.push('--retry=1')
  // Files share their worker's modules: loading them anew for each file took more than half of the processor's time.
  await run('pnpm', ['exec', 'vitest', 'run', '--no-isolate', ...patience, ...paths])
}

/** Runs a built program: in this process where its Node is the right one, which saves the start of another. */
async function runProgram(name) {
  const file = path.join(root, programs[name])
  const cwd = cwdOf(name)
  // its time has an end that counts install and build
  if (name === 'bench') rest.push(`--began=${startedAt}`)
  if (!nodeIsAccepted()) return run('node', [file, ...rest], { shell: false, cwd })
  endWithNpm(() => process.kill(process.pid, 'SIGTERM'))
  for (const key of Object.keys(process.env)) if (!(key in env)) delete process.env[key]
  Object.assign(process.env, env)
  process.argv = [process.execPath, file, ...rest]
  process.chdir(cwd)
  await import(pathToFileURL(file).href)
}

/** Installs and builds what the task needs, and notes it. */
async function prepare() {
  await install()
  const inputs = inputsOf(root)
  await turbo(
    'build',
    ...(task === 'docs' ? ['site'] : []),
    ...(needed[task] ?? []).map((name) => `--filter=${name}`),
  )
  const before = known?.inputs === inputs ? known.built : []
  writeStamp(root, { inputs, built: [...before, scope], tools, node: toolchain.node })
}

if (task === 'x') {
  await run(rest[0], rest.slice(1))
} else if (task === 'test') {
  await install()
  await test(rest)
} else if (task === 'scaffold-matrix') {
  await install()
  await turbo('build')
  env.SCAFFOLD_MATRIX = 'whole'
  await run('pnpm', ['exec', 'vitest', 'run', 'packages/create-duet-connector/test/scaffold.test.ts'])
} else {
  if (stamp === undefined) await prepare()
  if (!isSilent) say('built')
  if (task !== 'build') await runProgram(task)
}
