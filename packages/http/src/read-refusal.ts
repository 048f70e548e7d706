import type { ApiAnswer, DuetError } from '@duet/core'
import type { Answer, Outgoing } from './exchange.js'
import { redact } from './redact.js'
import { refusal } from './refusal.js'

export interface Reading {
  outgoing: Outgoing
  secrets: readonly string[]
  /** The application's own reading, asked first. */
  reading: ((answer: ApiAnswer) => DuetError | undefined) | undefined
}

/** The error an answer stands for, or `undefined` when the request was carried out. */
export function readRefusal(answer: Answer, { outgoing, secrets, reading }: Reading): DuetError | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined
  // redacted before anybody makes a message of it: some APIs echo what they refuse
  const apiAnswer: ApiAnswer = {
    method: outgoing.method,
    path: redact(outgoing.path, secrets),
    status: answer.status,
    headers: redactedHeaders(answer.headers, secrets),
    body: redact(answer.body.toString('utf8'), secrets),
  }
  return reading?.(apiAnswer) ?? refusal(apiAnswer)
}

function redactedHeaders(headers: Readonly<Record<string, string>>, secrets: readonly string[]) {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'set-cookie')
      .map(([name, value]) => [name, redact(value, secrets)]),
  )
}
