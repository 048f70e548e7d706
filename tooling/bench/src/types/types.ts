import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rounded } from '../measure/round.js'
import type { Suite, SuiteResult } from '../suite.js'
import { compileMapper } from './compile-mapper.js'
import { type TypeCost, typeCostOf } from './type-cost.js'

const FIELDS = 120
const BUDGET = 120_000
const name = 'types: instantiations of a mapper'
const root = fileURLToPath(new URL('../../../', import.meta.url))
const rooms = ['packages', 'connectors', 'apps', 'tooling']

/** What the types cost the compiler: a mapper of 120 fields, and every package of the workspace. */
export const types: Suite = {
  name: 'types',
  targets: [{ name, target: '≤ 120,000 for 120 fields', holds: (value) => value <= BUDGET }],
  limitMinutes: { quick: 2, full: 8 },
  async run({ say, secondsLeft }): Promise<SuiteResult> {
    const none = await compileMapper(FIELDS, 0)
    const mapper = await compileMapper(FIELDS, FIELDS)
    const instantiations = mapper.instantiations - none.instantiations
    say(`${instantiations} instantiations for ${FIELDS} fields`)
    const checked: Record<string, TypeCost> = {}
    const folders = packageFolders()
    let longest = 0
    for (const folder of folders) {
      const before = secondsLeft()
      if (before < 2 * longest) break
      checked[path.relative(root, folder)] = await typeCostOf(path.join(folder, 'tsconfig.json'))
      longest = Math.max(longest, before - secondsLeft())
    }
    const all = Object.values(checked)
    const sum = (figure: keyof TypeCost) => all.reduce((total, cost) => total + cost[figure], 0)
    return {
      figures: {
        'compiler version': mapper.version,
        'instantiations of a mapper of 120 fields': instantiations,
        'check of a mapper of 120 fields, s': rounded(Math.max(0, mapper.checkSeconds - none.checkSeconds)),
        'packages checked': `${all.length} of ${folders.length}`,
        'instantiations of the workspace': sum('instantiations'),
        'check of the workspace, s': rounded(sum('checkSeconds')),
        'whole compilation of the workspace, s': rounded(sum('totalSeconds')),
        'check by package, s': Object.fromEntries(
          Object.entries(checked).map(([folder, { checkSeconds }]) => [folder, checkSeconds]),
        ),
      },
      measured: { [name]: { size: `${FIELDS} fields`, value: instantiations } },
    }
  },
}

const packageFolders = (): string[] =>
  rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(root, room, entry.name))
      .filter((folder) => readdirSync(folder).includes('tsconfig.json')),
  )
