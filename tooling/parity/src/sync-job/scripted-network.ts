import { MockAgent } from 'undici'

/** A request as a scripted server sees it. */
export interface Asked {
  readonly method: string
  readonly url: URL
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/**
 * Answers requests to the given origins by functions, below the HTTP client: everything above is as in production.
 * Requests to any other place fail.
 */
export function scriptedNetwork(servers: Readonly<Record<string, (asked: Asked) => Answer>>): MockAgent {
  const agent = new MockAgent()
  agent.disableNetConnect()
  for (const [origin, answer] of Object.entries(servers)) {
    agent
      .get(origin)
      .intercept({ path: () => true, method: () => true })
      .reply(({ path, method, body }) => {
        const json: unknown = typeof body === 'string' && body !== '' ? JSON.parse(body) : undefined
        const { status, body: data } = answer({ method, url: new URL(path, origin), body: json })
        return {
          statusCode: status,
          data: JSON.stringify(data),
          responseOptions: { headers: { 'content-type': 'application/json' } },
        }
      })
      .persist()
  }
  return agent
}
