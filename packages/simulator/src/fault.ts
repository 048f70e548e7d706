/** What goes wrong with a request. */
export type FaultAction =
  /** The handler does not run; the answer is `body` (an object is sent as JSON), empty by default. */
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  /** The answer takes longer; `committed` waits after the handler has run, so that an impatient client misses it. */
  | { kind: 'latency'; ms: number; committed?: boolean }
  /** The handler runs and commits, then the connection is reset. */
  | { kind: 'lost-answer' }
  /** The connection is reset and the handler does not run. */
  | { kind: 'refused' }
  /** The handler runs; the connection breaks in the middle of its answer. */
  | { kind: 'truncated' }
  /** The handler does not run; a page for people comes back, as from a proxy (status 200 by default). */
  | { kind: 'html'; status?: number }

export interface Fault {
  /** Which requests it meets; all by default. A string is the whole path, an expression sees path and query. */
  when?: { method?: string; path?: RegExp | string; matches?: (request: Request) => boolean }
  /** So many fitting requests pass first (default 0). */
  after?: number
  /** How often it strikes (default: until removed). */
  times?: number
  /** The chance that it strikes a fitting request (default 1), drawn from the seeded random of its `Faults`. */
  probability?: number
  do: FaultAction
}

/** One fault that struck. */
export interface FaultHit {
  kind: FaultAction['kind'] | 'down'
  method: string
  path: string
}
