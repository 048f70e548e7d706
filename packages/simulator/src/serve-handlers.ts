import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getResponse, type RequestHandler } from 'msw'
import { PortInUseError } from './port-in-use-error.js'
import { toRequest } from './to-request.js'
import { writeResponse } from './write-response.js'

export interface ServeOptions {
  /** Default 0: any free port. */
  port?: number
  /** Default `127.0.0.1`. */
  host?: string
  /** The public URL the handlers were written for; only its origin counts. Default: the address asked for. */
  baseUrl?: string
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
  { port = 0, host = '127.0.0.1', baseUrl, onError = reportError }: ServeOptions = {},
): Promise<ServedHandlers> {
  const server = createServer((incoming, outgoing) => {
    const origin = baseUrl ?? `http://${incoming.headers.host ?? `${host}:${port}`}`
    answer(handlers, { incoming, outgoing, origin }).catch((error) => {
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
}

async function answer(handlers: RequestHandler[], { incoming, outgoing, origin }: Exchange): Promise<void> {
  const request = await toRequest(incoming, { origin, outgoing })
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
