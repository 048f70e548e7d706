import { isPlainObject } from '@duet/core'
import type { Blueprint } from '../recorded/blueprint.js'
import { meaningOf, sayOf } from '../recorded/meaning.js'
import { valueAt } from '../recorded/paths.js'
import { answeredId } from '../recorded/recorded-application.js'
import type { ConsolidationVector } from './consolidation-vector.js'
import type { Note } from './facts.js'

/** Answers of the application whose lines are not those that were sent, in their order: places say nothing then. */
export function lineFacts(vector: ConsolidationVector, { pairs, external }: Blueprint, note: Note): void {
  const { externalCalls, idMaps } = vector.expected
  for (const [at, call] of externalCalls.entries()) {
    const answer = vector.externalScript[at]
    const pair = pairs.find((one) => one.external === call.entityName)
    const field = external.find(({ title }) => title === call.entityName)?.fields.id ?? 'Id'
    const id = call.id ?? answeredId(answer, field)
    if (answer === undefined || !('return' in answer) || pair === undefined) continue
    for (const { to, using } of pair.toExternal) {
      if (using === undefined) continue
      const idKey = pair.subMappers[using]?.find(({ from }) => from === 'id')?.to ?? 'id'
      if (!isSameOrder(valueAt(call.entity, to), valueAt(answer.return, to), idKey))
        note('lines answered otherwise than sent', [
          id,
          ...idMaps.filter(({ external_id }) => external_id === id).map(({ connec_id }) => connec_id),
        ])
    }
  }
}

function isSameOrder(sent: unknown, answered: unknown, idKey: string): boolean {
  if (!Array.isArray(sent) || !Array.isArray(answered)) return true
  return sent.length === answered.length && sent.every((line, at) => mayBe(line, answered[at], idKey))
}

/** An answered line may be the sent one when its id is, or when nothing it says is something else. */
function mayBe(sent: unknown, answered: unknown, idKey: string): boolean {
  if (!isPlainObject(sent) || !isPlainObject(answered)) return true
  const [own, theirs] = [sent[idKey], answered[idKey]]
  if (own != null && theirs != null) return String(own) === String(theirs)
  return Object.entries(answered).every(
    ([key, value]) => key === idKey || value == null || !(key in sent) || sayed(sent[key]) === sayed(value),
  )
}

const sayed = (value: unknown): string => sayOf(meaningOf(value, { blanksAreAbsent: false }))
