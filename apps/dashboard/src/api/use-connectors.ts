import { connectorList } from '@duet/host-api'
import { useQuery } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'

/** The connectors of this host, and those that could not be loaded. */
export const useConnectors = () =>
  useQuery({
    queryKey: apiKeys.connectors,
    queryFn: ({ signal }) => callApi('/api/connectors', { answer: connectorList, signal }),
    refetchInterval: 30_000,
  })

/** One connector by name; undefined until it is known, or when the host no longer has it. */
export function useConnector(name: string) {
  return useConnectors().data?.connectors.find((connector) => connector.name === name)
}
