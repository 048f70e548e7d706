import {
  type ApiAnswer,
  AuthorizationError,
  type DuetError,
  EntityNotFoundError,
  type ErrorDetail,
  ExternalApiError,
  RateLimitError,
  RejectedError,
} from '@duet/core'
import { z } from 'zod'

/** A refusal of the hub, of a request or of one operation of a batch. */
export interface Refusal {
  /** What was tried: `create a person`. */
  readonly attempt: string
  readonly status: number
  readonly body: unknown
}

/**
 * The hub's refusal of a request as an error, for `createHttp({ errors })`; undefined where its usual reading says all
 * (429, 5xx).
 */
export function readConnecError({ method, path, status, body }: ApiAnswer): DuetError | undefined {
  if (status === 429 || status >= 500) return undefined
  return connecError({ attempt: `${method} ${path}`, status, body: jsonOf(body) })
}

/** The error a refusal stands for, with the hub's explanations. */
export function connecError({ attempt, status, body }: Refusal): DuetError {
  const details = explanationsOf(body)
  const options = { status, details }
  const said = details.map(({ message }) => message.replace(/[.\s]+$/, '')).join('; ')
  const say = (reason: string, fix: string) =>
    `Failed to ${attempt} at Connec!: ${reason} (${[status, said].filter((part) => part !== '').join(', ')}). ${fix}.`
  switch (status) {
    case 400:
    case 409:
    case 422:
      return new RejectedError(say('it refused the record', 'Correct the record'), options)
    case 401:
    case 403:
      return new AuthorizationError(
        say(
          'it does not accept the API id and key for this group',
          'Check the keys and the group in the settings',
        ),
        options,
      )
    case 404:
      return new EntityNotFoundError(
        say('it is not there, or not any more', 'A deleted record needs nothing'),
      )
    case 429:
      return new RateLimitError(say('too many requests', 'Try again later'), options)
    default:
      return new ExternalApiError(say('it failed', 'Try again later'), options)
  }
}

const LONGEST = 300
const text = z.string().nullish().catch(null)
const explanation = z.object({ title: text, detail: text, message: text })
/** `errors[]`, BAPI's `error`, and the single object of early versions. */
const envelope = z.object({ errors: z.unknown(), error: z.unknown() }).partial()

function explanationsOf(body: unknown): ErrorDetail[] {
  if (typeof body === 'string') return body.trim() === '' ? [] : [{ message: body.slice(0, LONGEST) }]
  const { errors, error } = envelope.safeParse(body).data ?? {}
  return [errors ?? error ?? []].flat().flatMap(explain)
}

function explain(value: unknown): ErrorDetail[] {
  if (typeof value === 'string') return value === '' ? [] : [{ message: value.slice(0, LONGEST) }]
  const { detail, message, title } = explanation.safeParse(value).data ?? {}
  const said = detail || message || title
  return said ? [{ message: said.slice(0, LONGEST) }] : []
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // a page of a proxy, or nothing at all: the status has to say it
    return undefined
  }
}
