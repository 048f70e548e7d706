import { z } from 'zod'

const entry = z.looseObject({ level: z.string(), at: z.string(), message: z.string().optional() })

/** A log line for a person at a terminal: time, message, then the rest as `name=value`. */
export function readableLine(line: string): string {
  const parsed = entry.safeParse(JSON.parse(line))
  if (!parsed.success) return line
  const { level, at, message = '', ...rest } = parsed.data
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${plain(value)}`)
  const grade = level === 'info' ? [] : [level]
  return `${[at.slice(11, 19), ...grade, message, ...fields].join(' ')}\n`
}

function plain(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'message' in value) return JSON.stringify(value.message)
  return typeof value === 'string' && /^\S+$/.test(value) ? value : JSON.stringify(value)
}
