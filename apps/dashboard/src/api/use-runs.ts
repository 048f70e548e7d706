import { type Link, runDetail, runList } from '@duet/host-api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { pollInterval } from './poll-interval.js'
import { linkApi } from './use-link.js'

const pageSize = 20

/** The runs of a link, newest first. */
export const useRuns = (link: Link) =>
  useInfiniteQuery({
    queryKey: apiKeys.runs(link.id),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: String(pageSize),
        ...(pageParam ? { before: pageParam } : {}),
      })
      return callApi(linkApi(link.id, `/runs?${query}`), { answer: runList, signal })
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: pollInterval(link.running !== null),
  })

/** One run with its counts by entity. */
export const useRun = (runId: string) =>
  useQuery({
    queryKey: apiKeys.run(runId),
    queryFn: ({ signal }) => callApi(`/api/runs/${encodeURIComponent(runId)}`, { answer: runDetail, signal }),
    refetchInterval: ({ state }) => pollInterval(state.data?.status === 'running'),
  })
