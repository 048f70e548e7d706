import { QueryClient } from '@tanstack/react-query'
import { ApiFailure } from './api-failure.js'
import { calmInterval } from './poll-interval.js'

/** A refusal (4xx) will not change by asking again; an outage may. */
const mayPass = (error: Error) => error instanceof ApiFailure && (error.status === 0 || error.status >= 500)

/** The cache of the host's answers. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchInterval: calmInterval,
      retry: (failures, error) => failures < 1 && mayPass(error),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
