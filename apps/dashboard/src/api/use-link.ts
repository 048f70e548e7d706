import { type Link, link } from '@duet/host-api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { pollInterval } from './poll-interval.js'
import { isAwaited, type RequestedRun } from './requested-run.js'

/** The path of a link's API, with what follows it. */
export const linkApi = (linkId: string, rest = '') => `/api/links/${encodeURIComponent(linkId)}${rest}`

/** One link, looked at each second while it synchronizes or is about to. */
export function useLink(linkId: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: apiKeys.link(linkId),
    queryFn: ({ signal }) => callApi(linkApi(linkId), { answer: link, signal }),
    refetchInterval: ({ state }) => {
      const requested = client.getQueryData<RequestedRun | null>(apiKeys.requestedRun(linkId))
      return pollInterval(isBusy(state.data, requested))
    },
  })
}

const isBusy = (known: Link | undefined, requested: RequestedRun | null | undefined) =>
  known !== undefined && (known.running !== null || isAwaited(requested, known) || isNew(known))

/** The first run begins by itself. */
const isNew = ({ status, lastRun }: Link) => status === 'linked' && lastRun === null
