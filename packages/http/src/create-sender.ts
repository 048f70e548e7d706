import { DuetError, RateLimitError } from '@duet/core'
import type { BudgetOutcome } from './budget.js'
import { type Exchange, isWrite, type Outgoing, type Try } from './exchange.js'
import type { HttpClientOptions } from './http-client.js'
import { lowerCaseNames } from './lower-case-names.js'
import { readRefusal } from './read-refusal.js'
import { secretsOf } from './redact.js'
import { defaultRetryPolicy } from './retry-policy.js'
import type { Transport } from './transport.js'
import { unanswered } from './unanswered.js'
import { waitBeforeNextTry } from './wait-before-next-try.js'

/** Sends a request until it is answered, refused for good, or out of tries: then it throws `UnansweredError`. */
export type Sender = (outgoing: Outgoing) => Promise<Exchange>

/** Where one request has got to. */
interface Course {
  tries: number
  renewals: number
  /** Time in tries and in the waits between them; the turn in the budget does not count. */
  spentMs: number
  unansweredBefore: boolean
  account: Readonly<Record<string, string>>
  secrets: string[]
}

export function createSender(options: HttpClientOptions, transport: Transport): Sender {
  const { authorization, budget } = options
  const policy = { ...defaultRetryPolicy, ...options.retry }
  const common = { 'user-agent': options.userAgent, ...lowerCaseNames(options.headers ?? {}) }

  return async (outgoing) => {
    const course = start(options.secrets)
    for (;;) {
      const outcome = await tryOnce(outgoing, course)
      if (outcome.answer === undefined) outgoing.signal?.throwIfAborted()
      if (await renewed(outcome, course)) continue
      const wait = waitBeforeNextTry(outcome, { ...course, policy, repeatable: outgoing.repeatable })
      if (wait === undefined) return settle(outcome, outgoing, course)
      course.unansweredBefore ||= outcome.answer === undefined
      course.spentMs += wait
      await policy.sleep(wait, outgoing.signal)
    }
  }

  async function tryOnce(outgoing: Outgoing, course: Course): Promise<Try> {
    // once a try, since a token may have expired in the waits between them
    course.account = lowerCaseNames((await authorization?.headers()) ?? {})
    course.secrets.push(...secretsOf(course.account))
    course.tries += 1
    const maxWaitMs = policy.maxElapsedMs - course.spentMs
    const release = await budget?.take({ signal: outgoing.signal, maxWaitMs })
    const started = performance.now()
    const outcome = await exchange(outgoing, course)
    const ms = performance.now() - started
    course.spentMs += ms
    release?.(outcomeForBudget(outcome))
    report(outgoing, course, { status: outcome.answer?.status, ms: Math.round(ms) })
    return outcome
  }

  async function exchange(outgoing: Outgoing, { account, secrets }: Course): Promise<Try> {
    const outcome = await transport.send(outgoing, { ...common, ...outgoing.headers, ...account }).then(
      (answer) => ({ answer }),
      (failure: unknown) => ({ failure }),
    )
    if (!('answer' in outcome)) return outcome
    options.onAnswer?.({ method: outgoing.method, url: outgoing.url, ...outcome.answer })
    const error = readRefusal(outcome.answer, { outgoing, secrets, reading: options.errors })
    return error === undefined ? outcome : { ...outcome, error }
  }

  async function renewed(outcome: Try, course: Course): Promise<boolean> {
    if (outcome.answer?.status !== 401 || course.renewals > 0 || authorization?.renew === undefined)
      return false
    course.renewals += 1
    return authorization.renew(course.account)
  }

  function report(
    { method, path }: Outgoing,
    { tries }: Course,
    seen: { status: number | undefined; ms: number },
  ) {
    options.onRequest?.({ method, path, ...seen, attempt: tries, write: isWrite(method) })
  }
}

function start(secrets: readonly string[] = []): Course {
  return { tries: 0, renewals: 0, spentMs: 0, unansweredBefore: false, account: {}, secrets: [...secrets] }
}

function outcomeForBudget(outcome: Try): BudgetOutcome {
  if (outcome.answer === undefined || !(outcome.error instanceof RateLimitError)) return { limited: false }
  return { limited: true, retryAfterMs: outcome.error.retryAfterMs }
}

function settle(outcome: Try, outgoing: Outgoing, course: Course): Exchange {
  const { unansweredBefore, secrets, tries } = course
  if (outcome.answer !== undefined) return { ...outcome, unansweredBefore, secrets }
  // what was raised on purpose, while the answer was read, says more than we could
  if (outcome.failure instanceof DuetError) throw outcome.failure
  throw unanswered(outgoing, { error: outcome.failure, tries, secrets })
}
