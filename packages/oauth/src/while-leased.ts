import type { LinkAccess } from './link-access.js'

/** A dead holder is replaced after so long. */
export const LEASE_MS = 10_000

/**
 * Does the work as the only one among all processes that use the store; `undefined`, without doing it, while another
 * one does. The lease is extended while the work takes longer, and given back at its end.
 */
export async function whileLeased<T>(access: LinkAccess, work: () => Promise<T>): Promise<T | undefined> {
  const { vault, linkId, owner, clock } = access
  const take = () => vault.lease(linkId, owner, clock(), LEASE_MS)
  if (!(await take())) return undefined
  // a failed extension is no reason to drop the work: compare-and-set protects what it writes
  const extension = setInterval(() => void take().catch(() => {}), LEASE_MS / 3)
  try {
    return await work()
  } finally {
    clearInterval(extension)
    // what was done is done; a lease that cannot be given back ends by itself
    await vault.release(linkId, owner).catch(() => {})
  }
}
