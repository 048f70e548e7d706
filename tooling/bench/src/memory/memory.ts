import { UnequalResultsError } from '../measure/equal.js'
import { rounded } from '../measure/round.js'
import type { Suite, SuiteContext, SuiteResult } from '../suite.js'
import { createWorld } from '../world/world.js'

/** The first is what the others are compared with, in a quick run too. */
const SMALLEST = 10_000
const SIZES = [100_000, 1_000_000]
const MOST_MB = 256
const LATE = 'the largest size does not fit into the time of the suite on this machine'
/** One record in so many is edited before an incremental run; what was written a moment ago is read again with them. */
const EDITED_OF = 10
const names = {
  peak: 'memory: peak of the worker, MB',
  growth: 'memory: largest against smallest size, the worst mode',
}

/** Peak resident memory of a worker in each mode: a process of its own each time. MB by number of records. */
type Peaks = Record<(typeof modes)[number], Record<string, number>>
const modes = ['first', 'full', 'incremental'] as const

/** What a run keeps in memory, for ten and a hundred times the records. */
export const memory: Suite = {
  name: 'memory',
  targets: [
    { name: names.peak, target: '≤ 256 for 1,000,000 records', holds: (value) => value <= MOST_MB },
    { name: names.growth, target: '≤ 1.2 of 10,000 records', holds: (value) => value <= 1.2 },
  ],
  limitMinutes: { quick: 6, full: 60 },
  async run(context): Promise<SuiteResult> {
    const sizes = [...new Set([SMALLEST, ...SIZES.map(context.scale)])]
    const peaks: Peaks = { first: {}, full: {}, incremental: {} }
    const held: Record<string, number> = {}
    let seconds = 0
    for (const size of sizes) {
      // ten times the records take at least five times as long
      if (context.secondsLeft() < 5 * seconds) break
      const before = context.secondsLeft()
      await measure(context, size, { peaks, held })
      seconds = before - context.secondsLeft()
    }
    const [smallest = 0, largest = 0] = [sizes[0], sizes.at(-1)]
    const inTime = largest in peaks.incremental
    const peakOf = (mode: keyof Peaks, size: number) => peaks[mode][size] ?? Number.NaN
    return {
      figures: peaks,
      profiles: { 'held at the end of a run after a collection, MB': held },
      measured: {
        [names.peak]: {
          size: inTime ? `${largest} records, the worst of three modes` : LATE,
          value: Math.max(...modes.map((mode) => peakOf(mode, largest))),
        },
        [names.growth]: {
          size: inTime ? `${largest} against ${smallest} records` : LATE,
          value: rounded(Math.max(...modes.map((mode) => peakOf(mode, largest) / peakOf(mode, smallest)))),
        },
      },
    }
  },
}

interface Sink {
  readonly peaks: Peaks
  readonly held: Record<string, number>
}

async function measure(
  { postgresUrl, say }: SuiteContext,
  size: number,
  { peaks, held }: Sink,
): Promise<void> {
  await using world = await createWorld({ postgresUrl, contacts: size })
  const once = async (mode: keyof Peaks, expected: number) => {
    const { peakMb, heldMb, writesToConnec, wallMs, cpuMs } = await world.run({ full: mode === 'full' })
    if (writesToConnec !== expected)
      throw new UnequalResultsError(
        `Failed to measure the memory of a ${mode} run: ${writesToConnec} records were written, not ${expected}.`,
      )
    peaks[mode][size] = Math.round(peakMb)
    held[`${mode} run of ${size} records`] = Math.round(heldMb)
    say(
      `${mode} run of ${size} records: ${Math.round(peakMb)} MB, ${rounded(wallMs / 1000)} s, ${rounded(cpuMs / 1000)} s of processor time`,
    )
  }
  await once('first', size)
  await once('full', 0)
  const edited = size / EDITED_OF
  await world.application.ask('edit', { count: edited, version: 2 })
  await once('incremental', edited)
}
