import { createClock, mockNetwork } from '@duet/simulator'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type BaseCrmSimulatorOptions, createBaseCrmSimulator } from '../../src/simulator/index.js'

const envelope = z.looseObject({
  data: z.record(z.string(), z.unknown()).default({}),
  items: z.array(z.looseObject({ data: z.record(z.string(), z.unknown()) })).default([]),
  errors: z
    .array(z.looseObject({ error: z.record(z.string(), z.unknown()) }))
    .default([])
    .transform((errors) => errors.map(({ error }) => error)),
  meta: z.looseObject({ links: z.record(z.string(), z.string()).default({}) }).default({ links: {} }),
})

/** A simulator and a client that speaks plain HTTP, until the test is over. */
export function openApi(options: BaseCrmSimulatorOptions = {}) {
  const clock = createClock({ now: new Date('2026-03-01T09:00:00Z') })
  const simulator = createBaseCrmSimulator({ clock, ...options })
  const network = mockNetwork(...simulator.handlers)
  network.listen()
  onTestFinished(async () => {
    network.close()
    await simulator.close()
  })
  const token = simulator.oauth.issue()

  async function send(method: string, path: string, data?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${simulator.origin}/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'Duet/test', ...headers },
      ...(data !== undefined && { body: JSON.stringify({ data }) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      requestId: response.headers.get('x-request-id'),
      text,
      ...envelope.parse(text.startsWith('{') ? JSON.parse(text) : {}),
    }
  }

  return {
    simulator,
    clock,
    token,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    head: (path: string) => send('HEAD', path),
    post: (path: string, data: unknown) => send('POST', path, data),
    put: (path: string, data: unknown) => send('PUT', path, data),
    remove: (path: string) => send('DELETE', path),
  }
}
