/** A webhook request as it arrived. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>
  /** The body, byte for byte: signatures are over bytes. */
  readonly body: Uint8Array
}

/** A hint that records changed in the application; they are read again before anything is decided. */
export interface WebhookHint {
  /** Name of the application's resource. */
  readonly resource: string
  readonly ids: readonly string[]
}

/** How a connector understands its application's webhooks. */
export interface Webhooks {
  /**
   * The signature of the request: which header, how it is computed. The host compares in constant time and refuses
   * requests older than `toleranceSeconds`.
   */
  readonly signature: {
    /** The signature the application sent, hexadecimal, or undefined when there is none. */
    sent(request: WebhookRequest): string | undefined
    /** What is signed, byte for byte. */
    signed(request: WebhookRequest): string | Uint8Array
    readonly algorithm: 'sha256'
    /** When the request was signed, if the signature covers a time. */
    at?(request: WebhookRequest): Date | undefined
    readonly toleranceSeconds?: number
  }
  /** The account the event is about, as `account()` names it. Throws on a body it does not understand. */
  accountOf(body: unknown): string
  /** What changed. Throws on a body it does not understand. */
  hints(body: unknown): readonly WebhookHint[]
}
