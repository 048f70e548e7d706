import { randomUUID } from 'node:crypto'
import { median } from 'simple-statistics'
import { assertEqual } from '../measure/equal.js'
import { rounded } from '../measure/round.js'
import type { Suite, SuiteResult } from '../suite.js'
import { forkForAnswer } from '../worker/fork-for-answer.js'
import { createWorld, type World } from '../world/world.js'
import type { BareLoopFigures, BareLoopInput } from './bare-loop.js'
import { stateOf } from './state-of.js'

const RECORDS = 100_000
const ROUNDS = 3
const DUET = 'Duet'
const BARE = 'bare loop'
const name = 'end-to-end: processor time of the bare loop'

/** A first synchronization both ways over HTTP into PostgreSQL, against the least one can write by hand. */
export const endToEnd: Suite = {
  name: 'end-to-end',
  targets: [{ name, target: '≤ 1.5 times', holds: (value) => value <= 1.5 }],
  limitMinutes: { quick: 2, full: 60 },
  async run({ scale, say, postgresUrl, secondsLeft }): Promise<SuiteResult> {
    if (postgresUrl === undefined) return { figures: {}, measured: { [name]: NO_POSTGRES } }
    const records = scale(RECORDS)
    const rounds: Record<string, BareLoopFigures>[] = []
    for (let round = 0, longest = 0; round < ROUNDS && secondsLeft() > 1.3 * longest; round += 1) {
      const before = secondsLeft()
      const sides = [DUET, BARE]
      if (round % 2 === 1) sides.reverse()
      const figures: Record<string, BareLoopFigures> = {}
      const states: Record<string, unknown> = {}
      for (const side of sides) {
        await using world = await createWorld({ postgresUrl, contacts: records, people: records })
        figures[side] = await (side === DUET ? world.run() : bareLoop(world, postgresUrl))
        states[side] = await stateOf(world)
        say(`${side}: ${inSeconds(figures[side].cpuMs)} s of processor time`)
      }
      assertEqual('a first synchronization', states)
      rounds.push(figures)
      longest = Math.max(longest, before - secondsLeft())
    }
    await using world = await createWorld({ postgresUrl, contacts: records, people: records })
    const { profile } = await world.run({}, { profile: true })
    const of = (side: string, figure: keyof BareLoopFigures) =>
      median(rounds.map((round) => round[side]?.[figure] ?? Number.NaN))
    const ratio = (figure: keyof BareLoopFigures) =>
      rounded(
        median(rounds.map((round) => (round[DUET]?.[figure] ?? 0) / (round[BARE]?.[figure] ?? Number.NaN))),
      )
    return {
      figures: {
        'processor time of the bare loop': ratio('cpuMs'),
        'wall time of the bare loop': ratio('wallMs'),
        ...Object.fromEntries(
          [DUET, BARE].flatMap((side) => [
            [`${side}, s of processor time`, inSeconds(of(side, 'cpuMs'))],
            [`${side}, s`, inSeconds(of(side, 'wallMs'))],
            [`${side}, records/s`, Math.round((2 * records) / (of(side, 'wallMs') / 1000))],
            [`${side}, ms of processor time per record`, rounded(of(side, 'cpuMs') / (2 * records))],
            [`${side}, MB`, Math.round(of(side, 'peakMb'))],
          ]),
        ),
      },
      profiles: { 'self time of Duet by function': profile },
      measured: {
        [name]: { size: `${records} records each way, ${rounds.length} rounds`, value: ratio('cpuMs') },
      },
    }
  },
}

const NO_POSTGRES = { size: 'PostgreSQL is not installed', value: Number.NaN }

const inSeconds = (ms: number): number => rounded(ms / 1000)

const bareLoop = ({ application, hub }: World, databaseUrl: string): Promise<BareLoopFigures> =>
  forkForAnswer('end-to-end/bare-loop.js', {
    databaseUrl,
    table: `bare_${randomUUID().replaceAll('-', '').slice(0, 16)}`,
    applicationUrl: application.url,
    hubUrl: hub.url,
  } satisfies BareLoopInput)
