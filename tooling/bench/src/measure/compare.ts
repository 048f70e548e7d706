import { median } from 'simple-statistics'
import { assertEqual } from './equal.js'

/** One way to do the work; what it returns is compared with what the others return. */
export interface ComparedSide {
  readonly name: string
  run(): unknown
}

export interface ComparisonOptions {
  readonly what: string
  readonly rounds: number
  /** A side is run as often as it takes to fill so many milliseconds of a round. @default 5 */
  readonly minMs?: number
  readonly sides: readonly ComparedSide[]
}

export interface Comparison {
  /** Milliseconds of one run of a side: the median of the rounds. */
  ms(name: string): number
  /** How many times as fast one side is as another: the median of the rounds' own ratios. */
  speed(name: string, against: string): number
}

/**
 * Times sides against each other: in every round each side once, in turning order, so that whatever else the machine does
 * falls on all of them. Their results are compared before the first round and after the last.
 *
 * Throws `UnequalResultsError`.
 */
export async function compare({ what, rounds, minMs = 5, sides }: ComparisonOptions): Promise<Comparison> {
  await checkEqual(what, sides)
  const runs = new Map<ComparedSide, number>()
  for (const side of sides) runs.set(side, await runsToFill(side, minMs))
  const times = new Map<string, number[]>(sides.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const side of rotated(sides, round)) {
      globalThis.gc?.()
      times.get(side.name)?.push(await timed(side, runs.get(side) ?? 1))
    }
  }
  await checkEqual(what, sides)
  const timesOf = (name: string): readonly number[] => {
    const found = times.get(name)
    if (found === undefined) throw new Error(`Failed to read the times of ${name}: there is no such side.`)
    return found
  }
  return {
    ms: (name) => median([...timesOf(name)]),
    speed: (name, against) => {
      const others = timesOf(against)
      return median(timesOf(name).map((time, round) => (others[round] ?? 0) / time))
    },
  }
}

async function checkEqual(what: string, sides: readonly ComparedSide[]): Promise<void> {
  const results: Record<string, unknown> = {}
  for (const side of sides) results[side.name] = await side.run()
  assertEqual(what, results)
}

async function runsToFill(side: ComparedSide, minMs: number): Promise<number> {
  // the first runs are slow: code is compiled when it is warm
  for (let warm = 0; warm < 3; warm += 1) await timed(side, 1)
  const once = await timed(side, 1)
  return Math.max(1, Math.min(1_000, Math.ceil(minMs / once)))
}

/** Milliseconds of one run, over several. */
async function timed(side: ComparedSide, runs: number): Promise<number> {
  const started = performance.now()
  for (let run = 0; run < runs; run += 1) await side.run()
  return (performance.now() - started) / runs
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const at = by % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}
