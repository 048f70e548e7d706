import { linkList } from '@duet/host-api'
import { useQuery } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { pollInterval } from './poll-interval.js'

/** The links of a company, looked at each second while one of them synchronizes. */
export const useLinks = (organizationId: string) =>
  useQuery({
    queryKey: apiKeys.links(organizationId),
    queryFn: ({ signal }) =>
      callApi(`/api/organizations/${encodeURIComponent(organizationId)}/links`, { answer: linkList, signal }),
    refetchInterval: ({ state }) => pollInterval(state.data?.links.some(({ running }) => running) ?? false),
  })
