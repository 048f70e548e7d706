import type { Connector } from '@duet/core'
import {
  type Authorization,
  type Budget,
  createHttp,
  type HeardAnswer,
  type HttpClient,
  type RequestEvent,
} from '@duet/http'
import { USER_AGENT } from '../version.js'

export interface ApplicationOptions {
  authorization: Authorization
  budget?: Budget
  signal?: AbortSignal
  /** Values no error may show, beside those of the authorization. */
  secrets?: readonly string[]
  onRequest?: (event: RequestEvent) => void
  onAnswer?: (answer: HeardAnswer) => void
}

/** The HTTP client of one account at a connector's application. */
export function openApplication(
  { baseUrl, headers, errors, client }: Connector,
  options: ApplicationOptions,
): HttpClient {
  return createHttp({
    baseUrl,
    userAgent: USER_AGENT,
    ...(headers === undefined ? {} : { headers }),
    ...(errors === undefined ? {} : { errors }),
    client,
    ...options,
  })
}
