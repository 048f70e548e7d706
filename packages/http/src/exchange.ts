import type { DuetError } from '@duet/core'

/** A request, ready but for the headers that say who we are. */
export interface Outgoing {
  method: string
  url: URL
  /** Path below the base URL, without the query: what errors and events name. */
  path: string
  headers: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** True when sending it twice has the effect of sending it once. */
  repeatable: boolean
  signal?: AbortSignal | undefined
}

/** An answer with its body read to the end. */
export interface Answer {
  status: number
  /** Names in lower case; several values of one header are joined with a comma. */
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** What came of one try: an answer (and what it means, when it is a refusal), or none. */
export type Try = { answer: Answer; error?: DuetError } | { answer?: undefined; failure: unknown }

/** How an exchange ended: the last answer, and what it means when the request was refused. */
export interface Exchange {
  answer: Answer
  error?: DuetError
  /** True when an earlier try got no answer, so that the request may have been carried out before. */
  unansweredBefore: boolean
  /** What must not appear in an error about this exchange. */
  secrets: readonly string[]
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
const REPEATABLE = new Set([...READS, 'PUT', 'DELETE'])

/** True for what may change something over there. */
export function isWrite(method: string): boolean {
  return !READS.has(method)
}

/** True when HTTP itself says that sending it twice has the effect of sending it once (RFC 9110, 9.2.2). */
export function isRepeatable(method: string): boolean {
  return REPEATABLE.has(method)
}

/** `GET /contacts`: how errors name a request. */
export function nameOf({ method, path }: Pick<Outgoing, 'method' | 'path'>): string {
  return `${method} ${path}`
}
