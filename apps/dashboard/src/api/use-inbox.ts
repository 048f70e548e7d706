import { inbox, type ResolveRequest } from '@duet/host-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { linkApi } from './use-link.js'

/** What waits, was refused, or was changed on both sides. */
export const useInbox = (linkId: string) =>
  useQuery({
    queryKey: apiKeys.inbox(linkId),
    queryFn: ({ signal }) => callApi(linkApi(linkId, '/inbox'), { answer: inbox, signal }),
  })

/** Decides a conflict, or which record a lost create made. */
export function useResolve(linkId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: ResolveRequest) =>
      callApi(linkApi(linkId, '/inbox/resolve'), { method: 'POST', body: request, answer: z.unknown() }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: apiKeys.inbox(linkId) }),
        client.invalidateQueries({ queryKey: apiKeys.link(linkId) }),
      ]),
  })
}

/** Tries records of the inbox again, or puts them aside. */
export function useInboxAnswer(linkId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ ids, answer }: { ids: string[]; answer: 'retry' | 'ignore' }) =>
      callApi(linkApi(linkId, `/inbox/${answer}`), { method: 'POST', body: { ids }, answer: z.unknown() }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: apiKeys.inbox(linkId) }),
        client.invalidateQueries({ queryKey: apiKeys.link(linkId) }),
      ]),
  })
}
