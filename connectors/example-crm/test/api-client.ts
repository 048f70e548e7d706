import { ExternalApiError, type Http, type Query, type WriteOptions } from '@duet/core'
import type { z } from 'zod'
import { exampleCrm } from '../src/index.js'

/** A plain client over `fetch`: no retries, no rate budget, only what these tests need. */
export function apiClient(headers: Record<string, string>): Http {
  const send = async (method: string, path: string, { query = {}, json }: WriteOptions = {}) => {
    const url = new URL(exampleCrm.baseUrl + path)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined)
        url.searchParams.set(name, value instanceof Date ? value.toISOString() : String(value))
    }
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
    const body = await response.text()
    if (response.ok) return body
    const answer = {
      method,
      path,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body,
    }
    throw (
      exampleCrm.errors?.(answer) ??
      new ExternalApiError(`Failed to ${method} ${path}: ${body}. Look at the simulator.`, {
        status: response.status,
      })
    )
  }
  const verb =
    (method: string) =>
    async <S extends z.ZodType>(path: string, schema: S, options?: WriteOptions): Promise<z.output<S>> =>
      schema.parse(JSON.parse(await send(method, path, options)))

  const get = verb('GET')
  return {
    get,
    post: verb('POST'),
    put: verb('PUT'),
    patch: verb('PATCH'),
    delete: async (path) => {
      await send('DELETE', path)
    },
    async *pages(path, schema, { query = {}, next }) {
      let asked: string | Query | undefined = query
      while (asked !== undefined) {
        if (typeof asked === 'string') throw new Error('Example CRM has no links to pages')
        const page = await get(path, schema, { query: { ...query, ...asked } })
        yield page
        asked = next(page)
      }
    },
  }
}
