import { checks } from '../../src/index.js'
import { failedChecks } from './failed-checks.js'
import { mutants } from './mutants.js'

/**
 * Which mutants only one check catches, by the name of that check; a check without any proves nothing of its own. Throws
 * where a mutant is caught by none.
 */
export async function onlyCaughtBy(): Promise<ReadonlyMap<string, readonly string[]>> {
  const caught = new Map<string, string[]>(checks.map(({ name }) => [name, []]))
  for (const mutant of mutants) {
    const failed = await failedChecks(mutant)
    const [check, ...others] = failed
    if (check === undefined) throw new Error(`no check catches a connector that ${mutant.does}`)
    const also = others.length > 0 ? ` (also: ${[...failed].join('; ')})` : ''
    console.error(`${failed.size === 1 ? 'by one check ' : `by ${failed.size} checks`} ${mutant.does}${also}`)
    if (others.length === 0) caught.get(check)?.push(mutant.does)
  }
  return caught
}
