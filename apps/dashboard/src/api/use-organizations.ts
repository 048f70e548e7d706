import { type createOrganizationRequest, organization, organizationList } from '@duet/host-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'

/** The companies of this host and the tenants a new one may belong to. */
export const useOrganizations = () =>
  useQuery({
    queryKey: apiKeys.organizations,
    queryFn: ({ signal }) => callApi('/api/organizations', { answer: organizationList, signal }),
  })

/** Adds a company. */
export function useCreateOrganization() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: z.input<typeof createOrganizationRequest>) =>
      callApi('/api/organizations', { method: 'POST', body: request, answer: organization }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeys.organizations }),
  })
}
