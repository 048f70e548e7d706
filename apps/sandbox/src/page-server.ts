import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Side } from './sides/side.js'
import { kinds } from './sides/view.js'

const publicFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../public')
const values = z.record(z.string(), z.string())

/** The page with the three sides next to each other, and its API. */
export function pageApp(sides: readonly Side[], hostUrl: string): Hono {
  const app = new Hono()
  const sideNamed = (name: string): Side => {
    const side = sides.find((candidate) => candidate.name === name)
    if (!side) throw new RangeError(`Failed to show "${name}": there is no such side.`)
    return side
  }

  app.get('/api/sides', (c) =>
    c.json({
      hostUrl,
      sides: sides.map(({ name, title }) => ({ name, title })),
      kinds,
    }),
  )
  app.get('/api/sides/:side/:kind', async (c) => {
    const { side, kind } = c.req.param()
    return c.json(await sideNamed(side).list(kind, c.req.query('search') ?? ''))
  })
  app.post('/api/sides/:side/:kind', async (c) => {
    const { side, kind } = c.req.param()
    await sideNamed(side).create(kind, values.parse(await c.req.json()))
    return c.json({}, 201)
  })
  app.patch('/api/sides/:side/:kind/:id', async (c) => {
    const { side, kind, id } = c.req.param()
    await sideNamed(side).update(kind, id, values.parse(await c.req.json()))
    return c.json({})
  })
  app.delete('/api/sides/:side/:kind/:id', async (c) => {
    const { side, kind, id } = c.req.param()
    await sideNamed(side).remove(kind, id)
    return c.body(null, 204)
  })
  app.onError((error, c) => c.json({ error: error.message }, error instanceof RangeError ? 404 : 422))
  app.use('*', serveStatic({ root: path.relative(process.cwd(), publicFolder) }))
  return app
}
