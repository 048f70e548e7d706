/** An answer of the host that is no success, or no answer at all (`status` 0); `message` is fit to show. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  /** Complaints by field of the request. */
  readonly fields: Readonly<Record<string, string>>

  constructor(
    message: string,
    options: { status: number; fields?: Readonly<Record<string, string>>; cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.status = options.status
    this.fields = options.fields ?? {}
  }
}

/** Whether the host asks for a sign-in first. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiFailure && error.status === 401

/** Whether no host answered. */
export const isUnreachable = (error: unknown): boolean => error instanceof ApiFailure && error.status === 0
