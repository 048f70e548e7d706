import { createServer } from 'node:net'

/** Where everything of the tour listens, on the loopback address. */
export interface Ports {
  host: number
  page: number
  hub: number
  baseCrm: number
  exampleCrm: number
}

/** Ports from a base: the host on the base, the sandbox a hundred above. */
export const portsFrom = (base: number): Ports => ({
  host: base,
  page: base + 100,
  hub: base + 101,
  baseCrm: base + 102,
  exampleCrm: base + 103,
})

/** Five ports nobody listens on. */
export async function freePorts(): Promise<Ports> {
  const [host, page, hub, baseCrm, exampleCrm] = await Promise.all(Array.from({ length: 5 }, freePort))
  return {
    host: host ?? 0,
    page: page ?? 0,
    hub: hub ?? 0,
    baseCrm: baseCrm ?? 0,
    exampleCrm: exampleCrm ?? 0,
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

export const urlOf = (port: number): string => `http://127.0.0.1:${port}`
