import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { contactFields } from '../world/connector.js'
import { listen } from './listen.js'
import type { Served } from './served.js'

interface Contact {
  id: number
  created_at: string
  updated_at: string
  [field: string]: unknown
}

export interface ApplicationOptions {
  /** How many contacts there are at the start. */
  readonly contacts: number
  /** How long every answer takes, besides the work. */
  readonly latencyMs?: number
  /** How many contacts an account with the key `heavy` sees; as many as the others unless set. */
  readonly heavy?: number
}

const HEAVY_KEY = 'heavy'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The measured application: people under `/contacts`; those nobody changed are made up when they are asked for. */
export async function startApplication(options: ApplicationOptions): Promise<Served> {
  const { contacts, latencyMs = 0, heavy } = options
  const started = Date.now()
  const old = new Date(started - DAY).toISOString()
  const changed = new Map<number, Contact>()
  let last = contacts
  let versions = 0
  const recent = new Date(started - HOUR).toISOString()
  const counts = { reads: 0, writes: 0, pages: 0, creates: 0, updates: 0 }

  const contactOf = (id: number): Contact | undefined => {
    if (id < 1 || id > Math.max(last, heavy ?? 0)) return undefined
    return changed.get(id) ?? { id, created_at: old, updated_at: old, ...contactFields(id) }
  }
  // Touched after all others: who has read it asks for later ones only, not for a whole list of the same moment.
  const newest = contactOf(last)
  if (newest !== undefined) changed.set(last, { ...newest, updated_at: recent })
  const put = (id: number, fields: object): Contact => {
    const now = new Date().toISOString()
    const before = contactOf(id)
    const contact = { created_at: now, ...before, ...fields, id, updated_at: now }
    changed.set(id, contact)
    versions += 1
    return contact
  }

  let asked: { since: number; versions: number; found: readonly Contact[] } | undefined
  /** Kept from page to page: a list that is made anew for each would cost more than what is measured. */
  const changedSince = (since: number): readonly Contact[] => {
    if (asked?.since !== since || asked.versions !== versions) {
      const found = [...changed.values()].filter(({ updated_at }) => Date.parse(updated_at) >= since)
      asked = { since, versions, found }
    }
    return asked.found
  }

  function list(query: URLSearchParams, key: unknown) {
    const end = key === HEAVY_KEY ? (heavy ?? last) : last
    const offset = Number(query.get('offset') ?? 0)
    const limit = Number(query.get('limit') ?? 100)
    const since = Date.parse(query.get('since') ?? '')
    counts.pages += 1
    if (Number.isNaN(since) || since <= started - DAY) {
      const ids = Array.from({ length: Math.min(limit, end - offset) }, (_, at) => offset + at + 1)
      return { records: ids.map(contactOf), next: offset + limit < end ? offset + limit : null }
    }
    const found = changedSince(since)
    return {
      records: found.slice(offset, offset + limit),
      next: offset + limit < found.length ? offset + limit : null,
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const [, , idText] = pathname.split('/')
    if (request.method === 'GET') counts.reads += 1
    else counts.writes += 1
    if (latencyMs > 0) await sleep(latencyMs)
    if (request.method === 'GET') {
      const body =
        idText === undefined ? list(searchParams, request.headers['x-key']) : contactOf(Number(idText))
      return body ? send(response, 200, body) : send(response, 404, { error: 'not found' })
    }
    const fields = await bodyOf(request)
    if (request.method === 'POST') {
      counts.creates += 1
      last += 1
      return send(response, 201, put(last, fields))
    }
    counts.updates += 1
    send(response, 200, put(Number(idText), fields))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { error: String(error) }))
  })
  return {
    url: await listen(server),
    commands: {
      stats: () => ({ ...counts, records: last }),
      reset: () => void Object.assign(counts, { reads: 0, writes: 0, pages: 0, creates: 0, updates: 0 }),
      /** Somebody edits the first so many. */
      edit: ({ count = 0, version = 2 }) => {
        for (let id = 1; id <= count; id += 1) put(id, contactFields(id, version))
      },
      all: () => Array.from({ length: last }, (_, at) => contactOf(at + 1)),
    },
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  return typeof parsed === 'object' && parsed !== null ? parsed : {}
}
