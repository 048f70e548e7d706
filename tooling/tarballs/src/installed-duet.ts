import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { succeed } from './run-command.js'
import { startSession } from './start-session.js'

const catalog = z.object({
  connectors: z.array(z.looseObject({ name: z.string() })),
  quarantined: z.array(z.object({ name: z.string(), message: z.string() })),
})
const planned = z.looseObject({ plans: z.array(z.looseObject({})) })
const inspected = z.looseObject({
  links: z.array(
    z.looseObject({ pairs: z.array(z.looseObject({ connec: z.looseObject({ label: z.string() }) })) }),
  ),
})
const MOST_TRIES = 60
const checked = z.looseObject({ sound: z.boolean(), entities: z.array(z.string()) })
const once = z.looseObject({
  account: z.string(),
  shared: z.number(),
  holds: z.boolean(),
  runs: z.array(z.looseObject({ read: z.number(), writes: z.number() })),
})

/** The command line of a project as npm installed it. */
export interface InstalledDuet {
  /** Names of the connectors it finds by itself, and why others are left out. */
  connectors(): Promise<{ names: readonly string[]; refusals: readonly string[] }>
  /** Looks a connector over; throws unless it is sound. Answers its entities. */
  check(connector: string): Promise<readonly string[]>
  /** Links a connector to its simulator and synchronizes twice; throws unless that holds. Says what was shared. */
  devOnce(connector: string): Promise<string>
  /** Works with a connector as its author does: plans and looks at a record while `duet dev` is running. */
  atWork(connector: string, recordId: string): Promise<string>
}

export function installedDuet(folder: string): InstalledDuet {
  const duet = async (...args: string[]): Promise<unknown> =>
    JSON.parse(await succeed(path.join(folder, 'node_modules/.bin/duet'), [...args, '--json'], folder))

  /** The first run of a session shares the record, sooner or later. */
  async function labelOf(recordId: string): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      const answer = await duet('inspect', recordId).catch((error: unknown) => {
        if (tries === MOST_TRIES) throw error
      })
      const label = inspected.safeParse(answer).data?.links[0]?.pairs[0]?.connec.label
      if (label !== undefined) return label
    }
  }

  return {
    async atWork(connector, recordId) {
      await using _ = await startSession(folder, connector)
      const { plans } = planned.parse(await duet('plan'))
      const label = await labelOf(recordId)
      if (plans.length !== 1) throw new Error(`${plans.length} plans of one link`)
      return `a plan of one link; ${recordId} is ${label}`
    },
    async connectors() {
      const { connectors, quarantined } = catalog.parse(await duet('connectors'))
      return {
        names: connectors.map(({ name }) => name),
        refusals: quarantined.map(({ message }) => message),
      }
    },
    async check(connector) {
      const { sound, entities } = checked.parse(await duet('check', connector))
      if (!sound) throw new Error(`${connector} is not sound`)
      return entities
    },
    async devOnce(connector) {
      const { holds, account, shared, runs } = once.parse(await duet('dev', connector, '--once'))
      const [first, second] = runs
      if (!holds || shared === 0)
        throw new Error(`${connector} shares ${shared} records, and holds: ${holds}`)
      return `${account}: ${shared} records shared, ${first?.writes} writes, then ${second?.writes}`
    },
  }
}

/** Adds a connector written for an authoring API that is yet to come: the same one under another name. */
export async function addConnectorOfAnotherTime(folder: string, connector: string): Promise<void> {
  const name = 'connector-of-another-time'
  const home = path.join(folder, 'node_modules', name)
  await cp(path.join(folder, 'node_modules', connector), home, { recursive: true, dereference: true })
  await edit(path.join(home, 'package.json'), ({ duet, ...json }) => ({
    ...json,
    name,
    duet: { ...z.looseObject({}).parse(duet), apiVersion: '^2.0' },
  }))
  const named = z.record(z.string(), z.string())
  await edit(path.join(folder, 'package.json'), (json) => ({
    ...json,
    dependencies: { ...named.parse(json.dependencies), [name]: '0.1.0' },
  }))
}

async function edit(file: string, change: (json: Record<string, unknown>) => object): Promise<void> {
  const json = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')))
  await writeFile(file, JSON.stringify(change(json), null, 2))
}
