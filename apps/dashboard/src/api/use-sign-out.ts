import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { callApi } from './call-api.js'

/** Ends this browser's session. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => callApi('/api/session', { method: 'DELETE', answer: z.unknown() }),
    onSuccess: () => client.resetQueries(),
  })
}
