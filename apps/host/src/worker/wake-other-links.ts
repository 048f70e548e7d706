import type { Link } from '@duet/store'
import type { HostContext } from '../open-context.js'
import { requestRun } from '../request-run.js'

/**
 * Asks for a run of the company's other links after one wrote to the hub: they share its data, and the hub does not
 * notify the one who wrote.
 */
export async function wakeOtherLinks(context: HostContext, link: Link): Promise<void> {
  const links = await context.store.links.byOrganization(link.organizationId)
  for (const other of links) {
    if (other.id === link.id || other.status !== 'linked') continue
    const asked = await context.store.requests.pendingFor(other.id)
    const waits = asked.some(({ kind, options }) => kind === 'run' && options.only === undefined)
    if (waits) await context.queue.enqueue(other.id)
    else await requestRun(context, { linkId: other.id, trigger: 'notification' })
  }
}
