import { z } from 'zod'

/** Sends a JSON request; throws with the words of whoever refused it. */
export function writer(who: string, headers: Record<string, string>) {
  return async (method: string, url: string, body?: object): Promise<void> => {
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${who} refused: ${reasonIn(text) ?? `it answered ${response.status}`}`)
  }
}

const explained = z.union([
  z.object({
    errors: z
      .array(z.object({ error: z.looseObject({ message: z.string(), details: z.string().nullish() }) }))
      .min(1),
  }),
  z.object({ errors: z.array(z.looseObject({ title: z.string() })).min(1) }),
  z.object({ error: z.looseObject({ message: z.string() }) }),
])

/** The first explanation in the bodies the three sides answer with. */
function reasonIn(text: string): string | undefined {
  try {
    const answer = explained.parse(JSON.parse(text))
    if ('error' in answer) return answer.error.message
    const [first] = answer.errors
    if (first === undefined) return undefined
    if ('title' in first) return String(first.title)
    return first.error.details ?? first.error.message
  } catch {
    return undefined
  }
}
