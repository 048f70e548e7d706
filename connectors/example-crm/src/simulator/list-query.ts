import { isoSeconds } from '@duet/simulator'
import { z } from 'zod'
import { badRequest } from './api-error.js'

const parameters = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(50),
  updated_since: z.iso.datetime({ offset: true }).optional(),
})

/** Which part of a list is asked for; `since` in UTC with the precision of a second. */
export interface ListPart {
  page: number
  perPage: number
  since: string | undefined
}

/** @throws ApiError 400 */
export function listQuery(request: Request): ListPart {
  const parsed = parameters.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw badRequest(`The parameter ${issue?.path.join('.')} is not valid: ${issue?.message}.`)
  }
  const { page, per_page: perPage, updated_since } = parsed.data
  return { page, perPage, since: updated_since && isoSeconds(new Date(updated_since)) }
}
