import { createServer } from 'node:http'
import { contactOf } from '../mapping/person.js'
import { listen } from './listen.js'
import type { Served } from './served.js'

export interface PagesOptions {
  readonly pages: number
  readonly pageSize: number
}

/** Pages of people, made before anybody asks: what is measured is the client. */
export async function startPages({ pages, pageSize }: PagesOptions): Promise<Served> {
  const bodies = Array.from({ length: pages }, (_, page) =>
    JSON.stringify({
      records: Array.from({ length: pageSize }, (_, at) => contactOf(page * pageSize + at + 1)),
      next: page + 1 < pages ? page + 1 : null,
    }),
  )
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '/', 'http://localhost').searchParams.get('page') ?? 0)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(bodies[page])
  })
  return { url: await listen(server), commands: {} }
}
