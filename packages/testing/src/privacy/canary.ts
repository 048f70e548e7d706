import { isPlainObject, type PlainRecord } from '@duet/core'
import type { Kit, Pair } from '../kit.js'
import { changeableTexts } from '../records/changeable-text.js'
import { withValue } from '../values/leaves.js'

/** What a person would be called, to be found wherever it is not to be. */
export const CANARY = 'Canary Featherstone'
/** What only the owner of an account knows. */
export const SECRET = 'canary-key-4f1b6a7c9d'

/** The draft with the canary in every text that may be any text. */
export function withCanary(pair: Pair, draft: PlainRecord, kit: Kit): PlainRecord {
  let planted = draft
  for (const { external } of changeableTexts(pair, draft, kit)) planted = withValue(planted, external, CANARY)
  return planted
}

/** Everything an error says to whoever prints it: messages, those underneath, and the stack. */
export function wordsOf(error: unknown): string {
  const words: string[] = []
  for (let inner = error; inner !== undefined; inner = isError(inner) ? inner.cause : undefined)
    words.push(isError(inner) ? `${inner.name}: ${inner.message}` : JSON.stringify(inner))
  return words.join('\n')
}

const isError = (value: unknown): value is Error =>
  value instanceof Error || (isPlainObject(value) && 'message' in value && 'name' in value)
