import { Notice } from '../layout/notice.js'
import { replaceQuery, useQueryString } from '../route.js'

/** What came of a visit to an application's consent page, as the host put it into the address. */
export function RedirectNotice() {
  const query = useQueryString()
  const error = query.get('error')
  if (error)
    return (
      <Notice mood="bad" role="alert" title="Not linked" onClose={() => replaceQuery({ error: null })}>
        {error}
      </Notice>
    )
  if (query.has('linked'))
    return (
      <Notice mood="good" role="status" title="Linked" onClose={() => replaceQuery({ linked: null })}>
        A synchronization starts by itself; this page shows how it goes on.
      </Notice>
    )
  return null
}
