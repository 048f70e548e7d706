import { type Link, link as linkSchema, type UpdateLinkRequest } from '@duet/host-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { apiKeys } from './api-keys.js'
import { callApi } from './call-api.js'
import { linkApi } from './use-link.js'

/** Changes what a link shares; the page shows the change at once and takes it back when the host refuses. */
export function useUpdateLink(link: Link) {
  const client = useQueryClient()
  const key = apiKeys.link(link.id)
  return useMutation({
    mutationFn: (request: UpdateLinkRequest) =>
      callApi(linkApi(link.id), { method: 'PATCH', body: request, answer: linkSchema }),
    onMutate: async ({ entities, historyLimit }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Link>(key)
      client.setQueryData<Link>(
        key,
        (known) =>
          known && {
            ...known,
            entities: { ...known.entities, ...entities },
            historyLimit: historyLimit === undefined ? known.historyLimit : historyLimit,
          },
      )
      return { before }
    },
    onError: (_error, _request, context) => client.setQueryData(key, context?.before),
    onSuccess: (changed) => client.setQueryData(key, changed),
  })
}
