import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isPlainObject } from '@duet/core'
import type { OpenedSimulator } from './open-simulator.js'

/** Gives an empty application the records of the fixtures, so that there is something to synchronize. Returns how many. */
export function fillSimulator({ stores }: Pick<OpenedSimulator, 'stores'>, folder: string): number {
  let filled = 0
  for (const [name, store] of Object.entries(stores)) {
    if (store.all().length > 0) continue
    for (const record of fixturesOf(folder, name)) {
      try {
        store.insert(record)
        filled++
      } catch {
        // a fixture that is no record: a refusal, an envelope
      }
    }
  }
  return filled
}

function fixturesOf(folder: string, name: string): Record<string, unknown>[] {
  const home = path.join(folder, 'fixtures')
  if (!existsSync(home)) return []
  return readdirSync(home)
    .filter((file) => file === `${name}.json` || (file.startsWith(`${name}-`) && file.endsWith('.json')))
    .flatMap((file): unknown => JSON.parse(readFileSync(path.join(home, file), 'utf8')))
    .filter(isPlainObject)
}
