import { type PlanSummary, planDetail, planList } from '@duet/host-api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { pollInterval } from './poll-interval.js'
import { linkApi } from './use-link.js'

/** The path of a plan's API, with what follows it. */
export const planApi = (linkId: string, planId: string, rest = '') =>
  linkApi(linkId, `/plans/${encodeURIComponent(planId)}${rest}`)

/** The plans a link keeps, newest first. */
export const usePlans = (linkId: string) =>
  useQuery({
    queryKey: apiKeys.plans(linkId),
    queryFn: ({ signal }) => callApi(linkApi(linkId, '/plans'), { answer: planList, signal }),
  })

/** Whether something is being done about a plan. */
export const isMoving = ({ state }: PlanSummary): boolean => state === 'planning' || state === 'applying'

/** One plan, looked at each second while it is made or applied. */
export const usePlan = (linkId: string, planId: string) =>
  useQuery({
    queryKey: apiKeys.plan(linkId, planId),
    queryFn: async ({ signal }) =>
      (await callApi(planApi(linkId, planId, '?limit=1'), { answer: planDetail, signal })).plan,
    refetchInterval: ({ state }) => pollInterval(state.data !== undefined && isMoving(state.data)),
  })

/** Which records of a plan to show; an empty text means any. */
export interface PlanFilter {
  entity: string
  kind: string
  /** `true`: those that were dealt with otherwise than shown. */
  differs: '' | 'true'
}

const pageSize = '20'

/** The records of a plan that is made, page by page; they change only when it is applied. */
export const usePlannedRecords = (plan: PlanSummary, filter: PlanFilter) =>
  useInfiniteQuery({
    queryKey: apiKeys.plannedRecords(plan.linkId, plan.id, { ...filter, state: plan.state }),
    queryFn: ({ pageParam, signal }) => {
      const wanted = Object.entries({ ...filter, after: pageParam, limit: pageSize })
      const query = new URLSearchParams(wanted.filter(([, value]) => value !== ''))
      return callApi(planApi(plan.linkId, plan.id, `?${query}`), { answer: planDetail, signal })
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: false,
  })
