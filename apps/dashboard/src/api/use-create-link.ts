import { type CreateLinkRequest, createLinkAnswer } from '@duet/host-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { linkPath, navigate } from '../route.js'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'

/** Starts a link and goes where it leads: to the application's consent page, or to the link that now exists. */
export function useCreateLink(organizationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: CreateLinkRequest) =>
      callApi(`/api/organizations/${encodeURIComponent(organizationId)}/links`, {
        method: 'POST',
        body: request,
        answer: createLinkAnswer,
      }),
    onSuccess: (answer) => {
      if ('authorizeUrl' in answer) {
        window.location.assign(answer.authorizeUrl)
        return
      }
      client.setQueryData(apiKeys.link(answer.link.id), answer.link)
      void client.invalidateQueries({ queryKey: apiKeys.links(organizationId) })
      navigate(`${linkPath(answer.link)}?linked=${answer.link.id}`)
    },
  })
}
