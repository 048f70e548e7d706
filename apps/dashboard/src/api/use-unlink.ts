import type { Link } from '@duet/host-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { linkApi } from './use-link.js'

/** Ends a link; its id maps are kept. */
export function useUnlink(link: Link) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => callApi(linkApi(link.id), { method: 'DELETE', answer: z.unknown() }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: apiKeys.link(link.id) }),
        client.invalidateQueries({ queryKey: apiKeys.links(link.organizationId) }),
      ]),
  })
}
