/** A request as the API understands it: from the network, or one operation of a batch. */
export interface HubRequest {
  readonly method: string
  /** Decoded path segments after `/api/v2`. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown
  readonly authorization: string | null
  /** `CONNEC-EXTERNAL-IDS: true` */
  readonly externalIds: boolean
  /** The URL the client used, from which next links are made. */
  readonly url: URL
}

export interface HubAnswer {
  readonly status: number
  /** JSON. */
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Segments of a path below `/api/v2`, or undefined for a path elsewhere. Slashes at the end and `.json` do not count. */
export function segmentsOf(pathname: string): string[] | undefined {
  const path = pathname.replace(/\.json$/, '').replace(/\/+$/, '')
  if (!path.startsWith('/api/v2/')) return undefined
  return path.slice('/api/v2/'.length).split('/').map(decoded)
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // ids come unencoded from some clients, percent signs included
    return segment
  }
}
