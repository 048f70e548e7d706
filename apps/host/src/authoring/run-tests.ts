import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import { HostError } from '../host-error.js'
import { processEnvironment } from '../settings/environment.js'
import { kitOf } from './author-packages.js'
import { type TestReport, testReport } from './test-report.js'

export interface RunTests {
  /** The connector. */
  folder: string
  /** The conformance kit alone, without the connector's own tests. */
  kitOnly: boolean
  /** Called with each line of the runner, for people who wait. */
  onLine(line: string): void
}

/** Runs the tests of a connector in a process of their own. Throws `HostError` when they could not be run at all. */
export async function runTests({ folder, kitOnly, onLine }: RunTests): Promise<TestReport> {
  const kitFiles = testFiles(folder).filter((file) => callsTheKit(path.join(folder, file)))
  if (kitOnly && kitFiles.length === 0)
    throw new HostError(
      `Failed to run the conformance kit: no test of ${folder} calls testConnector(). Add test/connector.test.ts; the README of @duet/testing shows it.`,
    )
  const home = await mkdtemp(path.join(tmpdir(), 'duet-test-'))
  try {
    const answer = path.join(home, 'report.json')
    const said = await runner(folder, {
      args: [
        ...['run', '--root', folder, '--reporter=verbose', '--reporter=json', `--outputFile.json=${answer}`],
        ...(kitOnly ? kitFiles : []),
      ],
      onLine,
    })
    if (existsSync(answer))
      return testReport(JSON.parse(await readFile(answer, 'utf8')), { folder, kitFiles })
    throw new HostError(
      `Failed to run the tests of ${folder}: the runner ended without an answer. It said: ${said.slice(-5).join(' ')}`,
    )
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

const testFiles = (folder: string): string[] =>
  globSync(['test/**/*.test.ts', 'src/**/*.test.ts'], { cwd: folder }).sort()

const callsTheKit = (file: string): boolean => /\btestConnector\(/.test(readFileSync(file, 'utf8'))

interface Runner {
  args: readonly string[]
  onLine(line: string): void
}

/** Runs the connector's own Vitest to its end; answers its last lines. */
async function runner(folder: string, { args, onLine }: Runner): Promise<string[]> {
  const child = spawn(process.execPath, [vitestOf(folder), ...args], {
    cwd: folder,
    env: ownEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const listen = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) {
      const words = stripVTControlCharacters(line).trim()
      if (words === '') continue
      said.push(words)
      if (said.length > 50) said.shift()
      onLine(words)
    }
  }
  await Promise.all([listen(child.stdout), listen(child.stderr), once(child, 'close')])
  return said
}

/** Vitest where the kit has it, which needs it. */
function vitestOf(folder: string): string {
  try {
    const manifest = createRequire(kitOf(folder)).resolve('vitest/package.json')
    return path.join(path.dirname(manifest), 'vitest.mjs')
  } catch (cause) {
    if (cause instanceof HostError) throw cause
    throw new HostError(
      `Failed to run the tests of ${folder}: Vitest is not installed. Run npm install --save-dev vitest.`,
      { cause },
    )
  }
}

/** Without what a runner leaves for its own workers, so that tests can be run from tests. */
const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(processEnvironment()).filter(([name]) => !name.startsWith('VITEST') && name !== 'TEST'),
  )
