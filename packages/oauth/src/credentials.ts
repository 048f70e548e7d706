import { z } from 'zod'
import { tokenSet } from './token-set.js'

/** What a link signs in with; sealed whenever it is at rest. */
export const credentials = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oauth2'), tokens: tokenSet }),
  z.object({ kind: z.literal('api-key'), key: z.string() }),
  z.object({ kind: z.literal('basic'), username: z.string(), password: z.string() }),
])

export type Credentials = z.output<typeof credentials>
