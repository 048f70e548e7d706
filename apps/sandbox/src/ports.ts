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
  const taken = new Set<number>()
  const next = async (): Promise<number> => {
    const port = FIRST + Math.floor(Math.random() * COUNT)
    if (taken.has(port) || !(await isFree(port))) return next()
    taken.add(port)
    return port
  }
  return {
    host: await next(),
    page: await next(),
    hub: await next(),
    baseCrm: await next(),
    exampleCrm: await next(),
  }
}

/** Below the ports that systems give to outgoing connections: one of those could be taken before we listen. */
const FIRST = 20_000
const COUNT = 12_000

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

export const urlOf = (port: number): string => `http://127.0.0.1:${port}`
