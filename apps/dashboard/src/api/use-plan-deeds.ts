import { type Link, type PlanRequest, plan as planSchema } from '@duet/host-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { newestRun, type RequestedRun } from './requested-run.js'
import { linkApi } from './use-link.js'
import { planApi } from './use-plan.js'

/** Asks for a plan. */
export function useMakePlan(linkId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: PlanRequest) =>
      callApi(linkApi(linkId, '/plans'), { method: 'POST', body: request, answer: planSchema }),
    onSuccess: (made) => {
      client.setQueryData(apiKeys.plan(linkId, made.id), made)
      return client.invalidateQueries({ queryKey: apiKeys.plans(linkId) })
    },
  })
}

/** Carries a plan out, by a run that the page then follows. */
export function useApplyPlan(link: Link, planId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      callApi(planApi(link.id, planId, '/apply'), { method: 'POST', body: {}, answer: z.unknown() }),
    onSuccess: () => {
      client.setQueryData<RequestedRun>(apiKeys.requestedRun(link.id), {
        after: newestRun(link),
        at: Date.now(),
      })
      return Promise.all([
        client.invalidateQueries({ queryKey: apiKeys.plan(link.id, planId) }),
        client.invalidateQueries({ queryKey: apiKeys.link(link.id) }),
      ])
    },
  })
}

/** Forgets a plan; `onDiscarded` is told even if the next look finds the plan gone before that. */
export function useDiscardPlan(linkId: string, planId: string, onDiscarded: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => callApi(planApi(linkId, planId), { method: 'DELETE', answer: z.unknown() }),
    onSuccess: () => {
      onDiscarded()
      return client.invalidateQueries({ queryKey: apiKeys.plans(linkId) })
    },
  })
}
