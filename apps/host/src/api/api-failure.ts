import type { ApiError } from '@duet/host-api'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { HostError } from '../host-error.js'

/** An answer of the API that is no success. */
export class ApiFailure extends HostError {
  readonly status: ContentfulStatusCode
  readonly fields: Record<string, string> | undefined

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    options: { fields?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { code, cause: options.cause })
    this.status = status
    this.fields = options.fields
  }

  toJSON(): ApiError {
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(this.fields === undefined ? {} : { fields: this.fields }),
      },
    }
  }
}

/** There is nothing of that kind under that id. */
export const notFound = (what: string): ApiFailure =>
  new ApiFailure(404, 'not_found', `Failed to find the ${what}: there is none with this id. Reload the page.`)
