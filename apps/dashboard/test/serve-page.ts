import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { stubApi } from './stub-api.js'
import type { World } from './stub-world.js'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** The built page by path, read once, so that a build beside the tests cannot take it away. */
function readBuild(): Map<string, Buffer> {
  const dist = fileURLToPath(new URL('../dist', import.meta.url))
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name)
      const content = readFileSync(file)
      const at = `/${path.relative(dist, file).split(path.sep).join('/')}`
      return [at, name === 'index.html' ? eager(content) : content]
    }),
  )
}

/** The page looks at what the host does more often than it would for a person. */
const eager = (page: Buffer) =>
  Buffer.from(String(page).replace('<head>', '<head><meta name="duet-poll-ms" content="100" />'))

const build = readBuild()

/** The page on a free port of the loopback. */
export interface PageServer {
  /** Answers out of this world from now on; returns the page's address. */
  show(world: World): string
  close(): Promise<void>
}

/** Serves the built page and the stub of its API, as the host would. */
export async function servePage(): Promise<PageServer> {
  let api = new Hono()
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const fetch = (request: Request) => api.fetch(request)
    const starting = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(starting))
  })
  // a server that listens on TCP has an address with a port
  const { port } = server.address() as AddressInfo
  return {
    show(world) {
      api = withBuild(stubApi(world))
      return `http://127.0.0.1:${port}`
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

const withBuild = (api: Hono): Hono =>
  api.get('*', (c) => {
    const file = build.has(c.req.path) ? c.req.path : '/index.html'
    const content = build.get(file)
    if (c.req.path.startsWith('/api/') || !content) return c.notFound()
    return c.body(new Uint8Array(content), 200, {
      'content-type': types[path.extname(file)] ?? 'text/plain',
      'cache-control': file.startsWith('/assets/') ? 'max-age=3600, immutable' : 'no-cache',
    })
  })
