import { z } from 'zod'

const grant = {
  grantId: z.string(),
  clientId: z.string(),
  accountId: z.string(),
  scopes: z.array(z.string()),
}

const codeSchema = z.object({
  ...grant,
  redirectUri: z.string(),
  challenge: z.string().optional(),
  expiresAt: z.number(),
  used: z.boolean(),
})

const accessTokenSchema = z.object({ ...grant, expiresAt: z.number().nullable() })

const refreshTokenSchema = z.object({ ...grant, expiresAt: z.number().nullable() })

/** What an OAuth server remembers, by code or token; moments are epoch milliseconds. */
export const oauthStateSchema = z.object({
  codes: z.record(z.string(), codeSchema),
  accessTokens: z.record(z.string(), accessTokenSchema),
  refreshTokens: z.record(z.string(), refreshTokenSchema),
})

export type OAuthState = z.infer<typeof oauthStateSchema>
export type Code = z.infer<typeof codeSchema>
export type StoredAccessToken = z.infer<typeof accessTokenSchema>
export type StoredRefreshToken = z.infer<typeof refreshTokenSchema>
/** Who was allowed what; everything issued for one consent has its `grantId`. */
export type Grant = Pick<Code, keyof typeof grant>
