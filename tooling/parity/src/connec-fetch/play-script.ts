import { mockNetwork } from '@duet/simulator'
import { HttpResponse, http } from 'msw'
import { z } from 'zod'

/** What the hub answers to one request. */
export const scriptStep = z.looseObject({
  body: z.unknown().optional(),
  emptyBody: z.boolean().optional(),
  nilResponse: z.boolean().optional(),
  raise: z.string().optional(),
})
type ScriptStep = z.output<typeof scriptStep>

/** Answers requests by a script, in order, and returns what was asked and how the work ended. */
export async function playScript<Result>(
  script: readonly ScriptStep[],
  work: () => Promise<Result>,
): Promise<{ requests: string[]; result: Result | Error }> {
  const requests: string[] = []
  const network = mockNetwork(
    http.all(/.*/, ({ request }) => {
      const step = script[requests.length]
      requests.push(request.url)
      return step === undefined ? new HttpResponse('The script is over', { status: 500 }) : answerOf(step)
    }),
  )
  network.listen()
  try {
    return { requests, result: await work() }
  } catch (error) {
    return { requests, result: error instanceof Error ? error : new Error(String(error)) }
  } finally {
    network.close()
  }
}

/** A time-out is a connection that breaks: neither has an answer. */
function answerOf({ raise, emptyBody, nilResponse, body }: ScriptStep): Response {
  if (raise !== undefined) return HttpResponse.error()
  if (emptyBody || nilResponse) return new HttpResponse(null, { status: 200 })
  return HttpResponse.json(z.json().parse(body ?? null))
}
