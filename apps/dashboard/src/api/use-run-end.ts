import type { Link } from '@duet/host-api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { apiKeys } from './api-keys.js'

/** Looks at a link's records, inbox and runs afresh as soon as a run has ended. */
export function useRunEnd(link: Link): void {
  const client = useQueryClient()
  const ended = link.lastRun?.id
  const seen = useRef(ended)
  useEffect(() => {
    if (seen.current === ended) return
    seen.current = ended
    for (const queryKey of [
      apiKeys.records(link.id),
      apiKeys.inbox(link.id),
      apiKeys.runs(link.id),
      apiKeys.why(link.id),
    ]) {
      void client.invalidateQueries({ queryKey })
    }
  }, [client, ended, link.id])
}
