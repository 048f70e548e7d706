import type { LinkedCompany } from './linked-company.js'

const TRIES = 5
/** Longer than a failed record waits for its first tries. */
const BETWEEN_MS = 20 * 60_000

/** Runs until nothing fails or waits. Throws when something does for ever. */
export async function settle(company: LinkedCompany): Promise<void> {
  for (let tries = 1; tries < TRIES; tries += 1) {
    const { report, pending } = await company.attempt()
    if (report?.status === 'succeeded' && pending.length === 0) return
    company.pass(BETWEEN_MS)
  }
  await company.run()
}
