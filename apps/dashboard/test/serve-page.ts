import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { stubApi } from './stub-api.js'
import type { World } from './stub-world.js'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Serves the built page and the stub of its API on a free port of the loopback, as the host would. */
export async function servePage(world: World): Promise<{ url: string; close: () => Promise<void> }> {
  const app = stubApi(world)
  app.get('*', async (c) => {
    if (c.req.path.startsWith('/api')) return c.notFound()
    const asked = path.join(dist, path.posix.normalize(c.req.path))
    const file = path.extname(asked) !== '' && existsSync(asked) ? asked : path.join(dist, 'index.html')
    return c.body(await readFile(file), 200, { 'content-type': types[path.extname(file)] ?? 'text/plain' })
  })
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const starting = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(starting))
  })
  // a server that listens on TCP has an address with a port
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}
