import type { Link, SynchronizeRequest } from '@duet/host-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { isAwaited, newestRun, type RequestedRun } from './requested-run.js'
import { linkApi } from './use-link.js'

/** Asks for a run; `awaited` until it begins. */
export function useSynchronize(link: Link) {
  const client = useQueryClient()
  const key = apiKeys.requestedRun(link.id)
  const requested = useQuery<RequestedRun | null>({ queryKey: key, queryFn: () => null, enabled: false })
  const mutation = useMutation({
    mutationFn: (request: SynchronizeRequest) =>
      callApi(linkApi(link.id, '/synchronize'), { method: 'POST', body: request, answer: z.unknown() }),
    onSuccess: () => {
      client.setQueryData<RequestedRun>(key, { after: newestRun(link), at: Date.now() })
      return client.invalidateQueries({ queryKey: apiKeys.link(link.id) })
    },
  })
  return { ...mutation, awaited: isAwaited(requested.data, link) }
}
