import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { HostError } from './host-error.js'

/** A server that listens and waits for its application. */
export interface Listening {
  readonly port: number
  /** Begins to answer. */
  serve(app: Hono): void
  /** Takes no new request, lets those under way end. */
  close(): Promise<void>
}

const PATIENCE_MS = 5_000

/** A request that comes while the host starts is told to come again; unanswered it would wait for ever. */
const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' })
  response.end('Duet is starting.')
}

/** Throws `HostError` when the port is taken or may not be used. */
export async function listen({ port, address }: { port: number; address: string }): Promise<Listening> {
  const server = createServer(notYet)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, { port, address })))
    server.listen(port, address, resolve)
  })
  return {
    port: portOf(server, port),
    serve(app) {
      server.off('request', notYet)
      server.on('request', getRequestListener(app.fetch))
    },
    close: () => close(server),
  }
}

function portOf(server: Server, asked: number): number {
  const bound = server.address()
  return typeof bound === 'object' && bound !== null ? bound.port : asked
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
  await closed
  clearTimeout(patience)
}

function listenError(error: Error, { port, address }: { port: number; address: string }): HostError {
  const code = 'code' in error ? error.code : undefined
  const reasons: Record<string, string> = {
    EADDRINUSE: 'the port is in use by another program. Stop that, or choose another port',
    EACCES: 'this user may not use the port. Choose one above 1023',
    EADDRNOTAVAIL: 'this machine has no such address. Choose another address',
    ENOTFOUND: 'this machine has no such address. Choose another address',
  }
  const reason = reasons[String(code)] ?? `${error.message}. Choose another port or address`
  return new HostError(
    `Failed to listen on ${address}:${port}: ${reason} ("host.port", "host.address" or DUET_PORT, DUET_ADDRESS).`,
    { cause: error, code: 'listen' },
  )
}
