import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { ExternalApiError } from '@duet/core'
import { errorCode } from './redacted-cause.js'

/** What `decodeBody` understands; sent as `accept-encoding`. */
export const acceptEncoding = 'gzip, br, deflate'

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
])

export interface BodyLimit {
  what: string
  maxBytes: number
}

/** A body, decompressed. Throws `ExternalApiError` when it would be larger than `maxBytes`. */
export async function decodeBody(bytes: Buffer, contentEncoding: string, limit: BodyLimit): Promise<Buffer> {
  const decode = decoders.get(contentEncoding.trim().toLowerCase())
  if (decode === undefined || bytes.length === 0) return bytes
  try {
    return await decode(bytes, { maxOutputLength: limit.maxBytes })
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') throw tooBig(limit)
    throw error
  }
}

export function tooBig({ what, maxBytes }: BodyLimit): ExternalApiError {
  return new ExternalApiError(
    `Failed to read the answer of ${what}: it is larger than ${maxBytes} bytes. Ask for smaller pages, or raise maxBodyBytes.`,
    { code: 'body_too_big' },
  )
}
