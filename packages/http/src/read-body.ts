import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { ExternalApiError } from '@duet/core'
import { errorCode } from './redacted-cause.js'

/** What `decompress` understands; sent as `accept-encoding`. */
export const acceptEncoding = 'gzip, br, deflate'

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
])

export interface ReadBodyOptions {
  what: string
  contentEncoding: string | undefined
  maxBytes: number
}

/**
 * The whole body, decompressed. Throws `ExternalApiError` when it is larger than `maxBytes`, before or after
 * decompression; what is left of it is not read.
 */
export async function readBody(body: AsyncIterable<Buffer>, options: ReadBodyOptions): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > options.maxBytes) throw tooBig(options)
    chunks.push(chunk)
  }
  return decompress(Buffer.concat(chunks, size), options)
}

async function decompress(bytes: Buffer, options: ReadBodyOptions): Promise<Buffer> {
  const decode = decoders.get(options.contentEncoding?.trim().toLowerCase() ?? '')
  if (decode === undefined || bytes.length === 0) return bytes
  try {
    return await decode(bytes, { maxOutputLength: options.maxBytes })
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') throw tooBig(options)
    throw error
  }
}

function tooBig({ what, maxBytes }: ReadBodyOptions): ExternalApiError {
  return new ExternalApiError(
    `Failed to read the answer of ${what}: it is larger than ${maxBytes} bytes. Ask for smaller pages, or raise maxBodyBytes.`,
    { code: 'body_too_big' },
  )
}
