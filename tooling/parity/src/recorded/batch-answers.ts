import { isPlainObject } from '@duet/core'
import type { BatchAnswer, BatchOp } from './batch-answer.js'
import { meaningOfOp, type OpMeaning, sayOp } from './op-meaning.js'
import type { HubScript } from './recorded-hub.js'

interface Recorded {
  readonly ops: readonly OpMeaning[]
  readonly answer: BatchAnswer
  isUsed: boolean
}

/**
 * Answers batches as recorded. Boundaries between batches are free, so each operation gets the result of the recorded
 * one that means the same, or that is about the same record; a batch that failed as a whole fails whatever batch holds
 * one of its operations.
 */
export function batchAnswers({
  batches,
  answers,
  known,
}: HubScript): (ops: readonly BatchOp[]) => BatchAnswer {
  const recorded = answers.map(
    (answer, at): Recorded => ({
      ops: (batches[at]?.ops ?? []).map((op) => meaningOfOp(op, known)),
      answer,
      isUsed: false,
    }),
  )
  let made = 0
  const newId = () => {
    made += 1
    return `made-${made}`
  }
  return (ops) => {
    const meanings = ops.map((op) => meaningOfOp(op, known))
    const concerned = recorded.filter(({ ops: theirs }) => theirs.some((one) => isAmong(one, meanings)))
    const next = concerned.find(({ isUsed }) => !isUsed) ?? concerned.at(-1)
    if (next !== undefined) next.isUsed = true
    if (next !== undefined && resultsOf(next.answer) === undefined) return next.answer
    const results = ops.map((op, at) => {
      const meaning = meanings[at]
      const found = meaning && resultFor(meaning, concerned)
      return found === undefined ? carriedOut(op, newId) : found.result
    })
    while (results.length > 0 && results.at(-1) === MISSING) results.pop()
    const extra = concerned.flatMap(
      ({ ops: theirs, answer }) => resultsOf(answer)?.slice(theirs.length) ?? [],
    )
    return { body: { results: [...results.map((one) => (one === MISSING ? null : one)), ...extra] } }
  }
}

/** The recorded answer had no result for an operation. */
const MISSING = Symbol('missing')

const isAmong = (one: OpMeaning, others: readonly OpMeaning[]): boolean =>
  others.some((other) => sayOp(other) === sayOp(one) || other.record === one.record)

function resultsOf(answer: BatchAnswer): readonly unknown[] | undefined {
  const body = 'body' in answer ? answer.body : undefined
  return isPlainObject(body) && Array.isArray(body.results) ? body.results : undefined
}

function resultFor(meaning: OpMeaning, concerned: readonly Recorded[]): { result: unknown } | undefined {
  const places = concerned.flatMap(({ ops, answer }) => {
    const results = resultsOf(answer)
    return results === undefined
      ? []
      : ops.map((op, at) => ({ op, result: at in results ? results[at] : MISSING }))
  })
  return (
    places.find(({ op }) => sayOp(op) === sayOp(meaning)) ??
    places.find(({ op }) => op.record === meaning.record)
  )
}

/** What the hub would have answered to an operation nobody recorded. */
function carriedOut({ url, method }: BatchOp, newId: () => string): unknown {
  const [, collection = '', asked] = /^\/api\/v2\/[^/]+\/([^/]+)\/?([^/]*)$/.exec(url) ?? []
  const id = asked ? decodeURIComponent(asked) : newId()
  return {
    status: method === 'post' ? 201 : 200,
    body: { [collection]: { id: [{ id, provider: 'connec', realm: 'recorded' }] } },
  }
}
