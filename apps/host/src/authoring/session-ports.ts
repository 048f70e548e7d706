import { createServer } from 'node:net'

/** Where everything of an author's session listens, on the loopback address. */
export interface SessionPorts {
  host: number
  hub: number
  simulator: number
}

/** Ports from a base: the host on it, the two sides a hundred above, as in the tour. */
export const portsFrom = (base: number): SessionPorts => ({
  host: base,
  hub: base + 101,
  simulator: base + 102,
})

/** Three ports nobody listens on. */
export async function freePorts(): Promise<SessionPorts> {
  const [host = 0, hub = 0, simulator = 0] = await Promise.all([freePort(), freePort(), freePort()])
  return { host, hub, simulator }
}

/** The address of a port of this machine. */
export const urlOf = (port: number): string => `http://127.0.0.1:${port}`

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
