import { sharedRecordList } from '@duet/host-api'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { linkApi } from './use-link.js'

/** Which shared records to show; an empty text means any. */
export interface RecordFilter {
  search: string
  entity: string
  state: '' | 'shared' | 'inactive' | 'incomplete'
}

const pageSize = '25'

/** The shared records of a link that pass a filter, page by page. */
export const useRecords = (linkId: string, filter: RecordFilter) =>
  useInfiniteQuery({
    queryKey: apiKeys.records(linkId, filter),
    queryFn: ({ pageParam, signal }) =>
      callApi(linkApi(linkId, `/records?${queryOf(filter, pageParam)}`), {
        answer: sharedRecordList,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })

function queryOf(filter: RecordFilter, after: string): URLSearchParams {
  const wanted = { ...filter, after, limit: pageSize }
  return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ''))
}
