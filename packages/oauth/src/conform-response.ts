import { z } from 'zod'

const blankless = z
  .string()
  .nullish()
  .transform((text) => text || undefined)

const tokenBody = z.object({
  access_token: z.unknown(),
  token_type: blankless.transform((type) => type ?? 'bearer'),
  expires_in: z
    .union([z.number(), z.string()])
    .nullish()
    .transform((seconds) => seconds ?? undefined),
  refresh_token: blankless,
  scope: z
    .union([z.string(), z.array(z.string()).transform((scopes) => scopes.join(' '))])
    .nullish()
    .transform((scope) => scope ?? undefined),
})

const errorBody = z.object({ error: z.string(), access_token: z.undefined().optional() })

/**
 * The answer of a token endpoint without the liberties servers take: absent `token_type`, nulls, a list of scopes,
 * another 2xx, errors sent as a success. An ID token is left out, since nobody here asks who signed in, and so is the challenge of a 401, whose
 * explanation stands in the body.
 */
export async function conformResponse(response: Response): Promise<Response> {
  const text = await response.text()
  const headers = { 'content-type': 'application/json' }
  if (!response.ok) return new Response(text, { status: response.status, headers })
  const body: unknown = JSON.parse(text)
  if (errorBody.safeParse(body).success) return new Response(text, { status: 400, headers })
  return Response.json(tokenBody.parse(body), { status: 200 })
}
