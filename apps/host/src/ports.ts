import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections: one of those could be taken before we listen. */
const FIRST = 20_000
const COUNT = 12_000

/** So many different ports of the loopback address that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>()
  while (found.size < count) found.add(await freePort())
  return [...found]
}

/** A port of the loopback address that nobody listens on now; somebody else may take it meanwhile. */
export async function freePort(): Promise<number> {
  const port = FIRST + Math.floor(Math.random() * COUNT)
  return (await isFree(port)) ? port : freePort()
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** The address of a port of this machine. */
export const urlOf = (port: number): string => `http://127.0.0.1:${port}`
