import { whyAnswer } from '@duet/host-api'
import { useQuery } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { linkApi } from './use-link.js'

/** The last decisions about a record, found by either id; asks nothing while the id is empty. */
export const useWhy = (linkId: string, recordId: string) =>
  useQuery({
    queryKey: apiKeys.why(linkId, recordId),
    queryFn: ({ signal }) =>
      callApi(linkApi(linkId, `/why?${new URLSearchParams({ id: recordId })}`), {
        answer: whyAnswer,
        signal,
      }),
    enabled: recordId !== '',
  })
