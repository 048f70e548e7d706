import type { Dispatcher } from 'undici'

/** An answer as it came off the wire: its body whole, still encoded. */
export interface CollectedAnswer {
  status: number
  /** Names in lower case; several values of one header are joined with a comma. */
  headers: Record<string, string>
  body: Buffer
}

export interface CollectorOptions {
  resolve: (answer: CollectedAnswer) => void
  reject: (error: unknown) => void
  timeoutMs: number
  /** Ends the request with its reason. */
  signal: AbortSignal | undefined
  maxBytes: number
  tooBig: () => Error
}

/**
 * Collects one answer straight from undici's parser. A stream for each body, with the signals and iterators around it,
 * took a third of what a page cost; nothing here reads a body bit by bit.
 */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #options: CollectorOptions
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | undefined
  #isOver = false
  #status = 0
  #headers: Record<string, string> = {}
  #chunks: Buffer[] = []
  #size = 0

  constructor(options: CollectorOptions) {
    this.#options = options
    this.#timer = setTimeout(timeOut, options.timeoutMs, this).unref()
    options.signal?.addEventListener('abort', this.#abort)
  }

  /** Ends the request with an error, whether it was sent or still waits for a connection. */
  giveUp(reason: unknown): void {
    if (this.#isOver) return
    this.#leave()
    this.#options.reject(reason)
    const controller = this.#controller
    // not in the midst of undici's parser, which may be who tells us that the body is too big
    if (controller !== undefined) queueMicrotask(() => controller.abort(asError(reason)))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // given up while it waited for a connection
    if (this.#isOver) controller.abort(new Error('the request was given up'))
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return
    this.#status = status
    this.#headers = joined(headers)
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return
    this.#size += chunk.length
    if (this.#size > this.#options.maxBytes) this.giveUp(this.#options.tooBig())
    else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (this.#isOver) return
    this.#leave()
    const [first] = this.#chunks
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#size)
    this.#options.resolve({ status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.#isOver) return
    this.#leave()
    this.#options.reject(error)
  }

  readonly #abort = (): void => this.giveUp(this.#options.signal?.reason)

  #leave(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#options.signal?.removeEventListener('abort', this.#abort)
  }
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))

const timeOut = (collector: AnswerCollector): void =>
  collector.giveUp(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return joined
}
