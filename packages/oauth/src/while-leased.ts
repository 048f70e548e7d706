import type { LinkAccess } from './link-access.js'

/**
 * Does the work as the only one among all processes that use the store; `undefined`, without doing it, while another
 * one does. The lease is extended while the work takes longer, and given back at its end.
 */
export async function whileLeased<T>(access: LinkAccess, work: () => Promise<T>): Promise<T | undefined> {
  const { vault, linkId, owner, clock, leaseMs } = access
  const take = () => vault.lease(linkId, owner, clock(), leaseMs)
  if (!(await take())) return undefined
  // a failed extension is no reason to drop the work: compare-and-set protects what it writes
  const extension = setInterval(() => void take().catch(() => {}), leaseMs / 3)
  try {
    return await work()
  } finally {
    clearInterval(extension)
    // what was done is done; a lease that cannot be given back ends by itself
    await vault.release(linkId, owner).catch(() => {})
  }
}
