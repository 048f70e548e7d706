import { existsSync, readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { htmlPage } from './html-page.js'

const YEAR_SECONDS = 31_536_000

/** Where the dashboard's built files are; undefined while they are not. */
export function dashboardFolder(): string | undefined {
  const manifest = findPackageJSON('@duet/dashboard', import.meta.url)
  if (manifest === undefined) return undefined
  const folder = path.join(path.dirname(manifest), 'dist')
  return existsSync(path.join(folder, 'index.html')) ? folder : undefined
}

/** The dashboard: its files, and its page for every other path, since it finds its way in the browser. */
export function dashboardRoutes(folder = dashboardFolder()): Hono {
  const app = new Hono()
  if (folder === undefined) return app.get('*', (c) => c.html(NOT_BUILT, 503))
  app.get(
    '/assets/*',
    serveStatic({
      root: folder,
      // Their names hold a hash of what is in them.
      onFound: (_file, c) => c.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`),
    }),
    (c) => c.notFound(),
  )
  app.get(
    '*',
    serveStatic({ root: folder, rewriteRequestPath: (path) => (path === '/' ? '/index.html' : path) }),
  )
  return app.get('*', (c) => {
    c.header('cache-control', 'no-cache')
    return c.html(readFileSync(path.join(folder, 'index.html'), 'utf8'))
  })
}

const NOT_BUILT = htmlPage(
  'The page is not built yet',
  'The host works, but its web page is missing.',
  'Run "npm run build" in the project and reload this page.',
)
