import { redact } from '@duet/http'
import { type Logger, pino } from 'pino'
import { readableLine } from './readable-line.js'

export type Log = Logger

/** Where lines go: standard error, or a test's list. */
export interface LogStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface LogOptions {
  level?: string
  /** Values that must not appear, wherever they came from. */
  secrets?: readonly string[]
  stream?: LogStream
}

/** Fields that hold secrets or records, by name: hidden before a line is made. */
const HIDDEN = [
  'token',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'apiKey',
  'password',
  'secretKey',
  'authorization',
  'cookie',
  'body',
  'record',
  'payload',
]

/** Lines of ids and counts on standard error: JSON for machines, one-liners for a terminal. */
export function createLog({ level = 'info', secrets = [], stream = process.stderr }: LogOptions = {}): Log {
  const shape = stream.isTTY === true ? readableLine : (line: string) => line
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'message',
      redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
      serializers: { error: describeError },
    },
    { write: (line: string) => void stream.write(shape(redact(line, secrets))) },
  )
}

/** A log that nobody reads. */
export const silentLog = (): Log => createLog({ level: 'silent' })

interface DescribedError {
  name: string
  message: string
  code?: string
  cause?: DescribedError
}

/** Name and message of an error and its causes; nothing else of it, since errors carry answers and records. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  return {
    name: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  }
}
