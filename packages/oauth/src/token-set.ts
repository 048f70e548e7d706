import { z } from 'zod'

/** What a token endpoint gave out, with times of our clock. */
export const tokenSet = z.object({
  accessToken: z.string().min(1),
  /** Null where access ends with the access token. */
  refreshToken: z.string().min(1).nullable(),
  /** Milliseconds since the epoch; null for a token that does not expire, or does not say so. */
  expiresAt: z.number().nullable(),
  /** What was granted, as the server spells it; null when it did not say. */
  scope: z.string().nullable(),
  tokenType: z.string(),
})

export type TokenSet = z.output<typeof tokenSet>

/** True when the token is good for at least `marginMs` more. */
export function isFresh({ expiresAt }: TokenSet, now: number, marginMs: number): boolean {
  return expiresAt === null || now < expiresAt - marginMs
}
