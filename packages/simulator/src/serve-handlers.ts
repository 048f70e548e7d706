import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getResponse, type RequestHandler } from 'msw'
import { PortInUseError } from './port-in-use-error.js'
import { BodyTooLargeError, toRequest } from './to-request.js'
import { writeResponse } from './write-response.js'

export interface ServeOptions {
  /** Default 0: any free port. */
  port?: number
  /** Default `127.0.0.1`. */
  host?: string
  /** The public URL the handlers were written for; only its origin counts. Default: the address asked for. */
  baseUrl?: string
  /** Larger bodies are refused with 413 (default 50 MB). */
  maxBodyBytes?: number
  /** Told of a handler that threw (the client gets a bare 500). Default: the message on standard error. */
  onError?: (error: unknown) => void
}

export interface ServedHandlers {
  readonly url: string
  readonly port: number
  /** Stops listening, lets answers under way finish for half a second, then cuts what is left. */
  close(): Promise<void>
}

/**
 * Serves request handlers over a real port.
 *
 * @throws PortInUseError when another program has the port.
 * @example
 * const served = await serveHandlers(simulator.handlers, { port: 4301, baseUrl: 'https://api.getbase.com' })
 */
export async function serveHandlers(
  handlers: RequestHandler[],
  {
    port = 0,
    host = '127.0.0.1',
    baseUrl,
    maxBodyBytes = 50_000_000,
    onError = reportError,
  }: ServeOptions = {},
): Promise<ServedHandlers> {
  const server = createServer((incoming, outgoing) => {
    const origin = baseUrl ?? `http://${incoming.headers.host ?? `${host}:${port}`}`
    answer(handlers, { incoming, outgoing, origin, maxBodyBytes }).catch((error) => {
      if (error instanceof BodyTooLargeError) return tooLarge(outgoing)
      if (!incoming.destroyed || incoming.complete) onError(error) // a client that left is nobody's error
      fail(outgoing)
    })
  })
  const taken = await listen(server, host, port)
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${taken}`, port: taken, close: () => close(server) }
}

interface Exchange {
  incoming: IncomingMessage
  outgoing: ServerResponse
  origin: string
  maxBodyBytes: number
}

async function answer(handlers: RequestHandler[], exchange: Exchange): Promise<void> {
  const { incoming, outgoing, maxBodyBytes } = exchange
  if (Number(incoming.headers['content-length'] ?? 0) > maxBodyBytes) return tooLarge(outgoing)
  const request = await toRequest(incoming, exchange)
  const response = request ? await getResponse(handlers, request) : undefined
  if (!response) return notFound(incoming, outgoing)
  if (response.type === 'error') return void incoming.socket.destroy()
  await writeResponse(response, outgoing)
}

function notFound(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const path = incoming.url?.split('?')[0]
  outgoing.writeHead(404, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify({ error: 'not_found', method: incoming.method, path }))
}

function tooLarge(outgoing: ServerResponse): void {
  outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' })
  outgoing.end(JSON.stringify({ error: 'body_too_large' }))
}

function fail(outgoing: ServerResponse): void {
  if (outgoing.headersSent) return void outgoing.destroy()
  outgoing.writeHead(500, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify({ error: 'internal_error' }))
}

function reportError(error: unknown): void {
  console.error(`Failed to answer a request: ${error instanceof Error ? error.message : String(error)}`)
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        'code' in error && error.code === 'EADDRINUSE'
          ? new PortInUseError({ host, port }, { cause: error })
          : error,
      )
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 500)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
  })
}
