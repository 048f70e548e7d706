import { createHttp, type HttpClientOptions } from '../src/index.js'

export const API = 'https://api.example.test/v2'

/** A client of the example API that does not really wait; `waits` are the milliseconds it would have. */
export function client(options: Partial<HttpClientOptions> = {}) {
  const waits: number[] = []
  const http = createHttp({
    baseUrl: API,
    userAgent: 'Duet/test',
    ...options,
    retry: {
      jitter: (ms) => ms,
      sleep: async (ms) => {
        waits.push(ms)
      },
      ...options.retry,
    },
  })
  return Object.assign(http, { waits })
}

/** The error of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('it should have failed')
    },
    (error: unknown) => error,
  )
}
