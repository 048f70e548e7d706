import { basecrm } from '@duet/connector-basecrm'
import type { Http } from '@duet/core'
import { bearer, createHttp } from '@duet/http'
import { mockNetwork } from '@duet/simulator'
import { HttpResponse, http as on } from 'msw'
import { z } from 'zod'
import type { ApiAnswer, ApiVector } from './api-vector.js'

const TOKEN = /\/oauth2?\/token$/

/** Works with the connector's client while the API answers as recorded; answers about tokens go to who asks for one. */
export async function playApi<Result>(
  { http: answers, expected }: ApiVector,
  work: (http: Http) => Promise<Result>,
): Promise<Result> {
  const isToken = (_: unknown, at: number) => TOKEN.test(expected.httpCalls[at]?.url ?? '')
  const tokens = answers.filter(isToken)
  const others = answers.filter((answer, at) => !isToken(answer, at))
  const network = mockNetwork(
    on.all(/.*/, ({ request }) => {
      const step = (TOKEN.test(new URL(request.url).pathname) ? tokens : others).shift()
      return step === undefined ? new HttpResponse('The script is over', { status: 500 }) : answerOf(step)
    }),
  )
  network.listen()
  try {
    await using client = createHttp({
      baseUrl: basecrm.baseUrl,
      userAgent: 'duet-parity/1.0',
      authorization: tokensOf(tokens),
      retry: { tries: 3, minDelayMs: 0, jitter: () => 0 },
      ...(basecrm.errors && { errors: basecrm.errors }),
    })
    return await work(client)
  } finally {
    network.close()
  }
}

/** A token that is renewed once where a new one was recorded. */
function tokensOf(answers: ApiAnswer[]) {
  let token = 'recorded'
  return bearer(
    async () => token,
    async () => {
      const next = z.object({ access_token: z.string() }).safeParse(answers.shift()?.body).data?.access_token
      token = next ?? token
      return next !== undefined
    },
  )
}

function answerOf({ status, body, raw }: ApiAnswer): Response {
  if (typeof status !== 'number') return HttpResponse.error()
  if (raw !== undefined) return new HttpResponse(raw, { status })
  return HttpResponse.json(z.json().parse(body ?? null), { status })
}
