import { HttpResponse } from 'msw'

/** The answer with the second half of its body cut off, although its length announces the whole. */
export async function truncated(response: Response | undefined): Promise<Response | undefined> {
  if (!response?.body) return response
  const body = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(body.length))
  return new HttpResponse(breakingOff(body.subarray(0, Math.floor(body.length / 2))), {
    status: response.status,
    headers,
  })
}

function breakingOff(start: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false
  return new ReadableStream({
    pull(controller) {
      if (sent) return controller.error(new Error('The connection breaks off here.'))
      sent = true
      controller.enqueue(start)
    },
  })
}
