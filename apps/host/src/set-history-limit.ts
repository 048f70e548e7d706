import type { Link } from '@duet/store'
import type { HostContext } from './open-context.js'
import { requestRun } from './request-run.js'

/**
 * Moves the history limit of a link. Moved to an earlier day, everything is read once more, since what is shared now
 * has not changed; moved to a later one nothing is deleted: older records are no longer kept equal.
 */
export async function setHistoryLimit(
  context: Pick<HostContext, 'store' | 'queue'>,
  link: Link,
  historyLimit: number | null,
): Promise<Link> {
  const changed = await context.store.links.update(link.id, { historyLimit })
  const isEarlier = link.historyLimit !== null && (historyLimit ?? 0) < link.historyLimit
  if (isEarlier && link.status === 'linked')
    await requestRun(context, { linkId: link.id, trigger: 'manual', options: { full: true } })
  return changed ?? { ...link, historyLimit }
}
