import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@duet/host/ports'
import { median } from 'simple-statistics'
import { rounded } from '../measure/round.js'
import type { Suite, SuiteResult } from '../suite.js'
import { forkForAnswer } from '../worker/fork-for-answer.js'
import type { LoadedFigures } from './load-connectors.js'
import { type NpmEnd, npm } from './npm.js'

const STARTS = 5
const root = fileURLToPath(new URL('../../../', import.meta.url))
const READY = /Duet is running/
const name = 'start: warm npm start to ready, s'
const SECOND = 1000

/** How long it takes until something works: the tour, a plugin, a new connector. */
export const start: Suite = {
  name: 'start',
  targets: [{ name, target: '≤ 3', holds: (value) => value <= 3 }],
  limitMinutes: { quick: 4, full: 10 },
  async run({ quick, say, secondsLeft }): Promise<SuiteResult> {
    await using folder = await temporaryFolder()
    const starts = quick ? 3 : STARTS
    const warm: number[] = []
    let parts: Record<string, number> = {}
    for (let round = 0; round < starts; round += 1) {
      const end = await startIn(root, path.join(folder.path, `${round}`), 60 * SECOND)
      warm.push(end?.ms ?? Number.NaN)
      if (end !== undefined) parts = partsOf(end)
    }
    say(`warm: ${warm.map((ms) => rounded(ms / SECOND)).join(', ')} s`)
    const loads = [await loadConnectors(), await loadConnectors(), await loadConnectors()]
    const cold = await coldStart(path.join(folder.path, 'clone'), secondsLeft).catch((error: unknown) => {
      say(`cold: ${error instanceof Error ? error.message : String(error)}`)
      return {}
    })
    const warmSeconds = rounded(median(warm) / SECOND)
    return {
      figures: {
        'warm npm start, s': warmSeconds,
        ...cold,
        'load of the two connectors of the workspace, ms': Math.round(median(loads.map(({ ms }) => ms))),
      },
      profiles: { 'a warm npm start, s since its beginning': parts },
      measured: { [name]: { size: `${starts} starts, median`, value: warmSeconds } },
    }
  },
}

/** What the start itself says on its way: `boot: +0.9s built`. */
function partsOf({ said, ms }: NpmEnd): Record<string, number> {
  const steps = said.matchAll(/^boot: \+([\d.]+)s (\w+)/gm)
  return {
    ...Object.fromEntries(
      [...steps].map(([, seconds, step]) => [`${step}, counted from boot`, Number(seconds)]),
    ),
    ready: rounded(ms / SECOND),
  }
}

async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'duet-start-'))
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

async function startIn(cwd: string, state: string, timeoutMs: number) {
  const port = await freePort()
  const args = ['start', '--', '--port', `${port}`, '--folder', state]
  return await npm(args, { cwd, timeoutMs, until: READY })
}

const loadConnectors = (): Promise<LoadedFigures> =>
  forkForAnswer('start/load-connectors.js', {
    folders: ['basecrm', 'example-crm'].map((connector) => path.join(root, 'connectors', connector)),
  })

/** A clone without anything installed or built, its caches empty: the first start, and a new connector in it. */
async function coldStart(clone: string, secondsLeft: () => number): Promise<Record<string, number>> {
  const timeLeft = () => Math.max(1, secondsLeft() - 10) * SECOND
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone], { stdio: ['ignore', 2, 2] })
  const cold = await startIn(clone, path.join(clone, '.state'), timeLeft())
  if (cold === undefined) return {}
  const seconds = { 'cold npm start in a fresh clone, s': rounded(cold.ms / SECOND) }
  // the first one compiles what nobody has compiled yet, the second one finds all of that
  const first = await newConnector(clone, 'measured-crm', timeLeft)
  const second = first === undefined ? undefined : await newConnector(clone, 'another-crm', timeLeft)
  return {
    ...seconds,
    ...(first !== undefined && { 'new connector until its tests are green, s': rounded(first / SECOND) }),
    ...(second !== undefined && { 'another one, warm, s': rounded(second / SECOND) }),
  }
}

/** Writes a connector and runs its tests: how long that took, undefined when there is no time for it. */
async function newConnector(
  clone: string,
  connector: string,
  timeLeft: () => number,
): Promise<number | undefined> {
  const create = ['run', 'create-connector', '--', connector, '--yes']
  const written = await npm(create, { cwd: clone, timeoutMs: timeLeft() })
  const test = ['test', '--', `connectors/${connector}`]
  const tested = await npm(test, { cwd: clone, timeoutMs: timeLeft() })
  return written === undefined || tested === undefined ? undefined : written.ms + tested.ms
}
