import { setTimeout as sleep } from 'node:timers/promises'
import { HttpResponse, type RequestHandler } from 'msw'
import type { FaultAction } from './fault.js'
import type { Faults } from './faults.js'
import { json } from './json-response.js'
import { networkError } from './network-error.js'
import { truncated } from './truncated.js'
import { wrapHandlers } from './wrap-handlers.js'

/** Handlers that misbehave as their fault switches say. */
export function withFaults(handlers: readonly RequestHandler[], faults: Faults): RequestHandler[] {
  return wrapHandlers(handlers, async (request, run) => {
    let answer = run
    for (const action of faults.strike(request).reverse()) {
      const next = answer
      answer = () => misbehave(action, next)
    }
    return answer()
  })
}

type Run = () => Promise<Response | undefined>

async function misbehave(action: FaultAction, run: Run): Promise<Response | undefined> {
  switch (action.kind) {
    case 'status':
      return statusAnswer(action)
    case 'latency':
      return delayed(action, run)
    case 'lost-answer':
      await run()
      return networkError()
    case 'refused':
      return networkError()
    case 'truncated':
      return truncated(await run())
    case 'html':
      return HttpResponse.html('<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>', {
        status: action.status ?? 200,
      })
  }
}

function statusAnswer({ status, body, headers = {} }: Extract<FaultAction, { kind: 'status' }>): Response {
  if (body === undefined || body === null) return new HttpResponse(null, { status, headers })
  return typeof body === 'string' ? new HttpResponse(body, { status, headers }) : json(status, body, headers)
}

async function delayed({ ms, committed = false }: Extract<FaultAction, { kind: 'latency' }>, run: Run) {
  if (!committed) await sleep(ms)
  const response = await run()
  if (committed) await sleep(ms)
  return response
}
