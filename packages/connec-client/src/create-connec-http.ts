import { basicAuthorization, createHttp, type HttpClient, type HttpClientOptions } from '@duet/http'
import { readConnecError } from './connec-error.js'

export interface ConnecHttpOptions
  extends Pick<
    HttpClientOptions,
    'userAgent' | 'retry' | 'budget' | 'signal' | 'dispatcher' | 'onRequest' | 'timeoutMs' | 'maxBodyBytes'
  > {
  /** The root of the host: `https://api-connec.maestrano.com`. */
  host: string
  apiId: string
  apiKey: string
}

/** The longest time Connec! is given for one request, as its own SDKs give it. */
const TIMEOUT_MS = 180_000

/**
 * The HTTP client `createConnec` wants: HTTP Basic with the API id and key, refusals read as Connec! writes them.
 *
 * @example await using http = createConnecHttp({ host: 'https://api-connec.maestrano.com', apiId, apiKey, userAgent: 'Duet/1.0' })
 */
export function createConnecHttp({ host, apiId, apiKey, ...rest }: ConnecHttpOptions): HttpClient {
  return createHttp({
    timeoutMs: TIMEOUT_MS,
    ...rest,
    baseUrl: host,
    authorization: basicAuthorization(apiId, apiKey),
    errors: readConnecError,
  })
}
