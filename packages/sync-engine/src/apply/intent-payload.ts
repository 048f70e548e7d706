import { type Json, otherSide } from '@duet/core'
import { z } from 'zod'
import { canonical } from '../canonical.js'
import { flatten, valueAt } from '../image.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import type { PlannedWrite } from './work.js'

const image = z.record(
  z.string(),
  z.custom<Json>((value) => value !== undefined),
)

/** What an intent keeps, so that a create whose answer was lost can be told from other records. */
export const intentPayload = z.object({
  /** The draft that was sent, flat. */
  draft: image,
  /** The image of the created record. */
  expected: image,
  /** The image of the record it came from. */
  image,
  /** Values of the match groups that are filled in, by group. */
  matches: z.array(image),
  label: z.string().nullable(),
})

export type IntentPayload = z.infer<typeof intentPayload>

export function intentPayloadOf({ entity }: EntityRun, { work, operation }: PlannedWrite): IntentPayload {
  const { prepared } = work.pairing
  const source = work.pairing[operation.side]
  const matches = operation.side === 'connec' ? (entity.match[prepared.pair.connec] ?? []) : []
  return {
    draft: flatten(operation.draft),
    expected: expectedOf(() => flatten(prepared.draftOf(otherSide(operation.side), operation.draft))),
    image: work.input[operation.side]?.image ?? {},
    matches: matches.map((paths) => filledIn(paths, source)).filter((values) => values !== undefined),
    label: source?.label ?? null,
  }
}

/** A mapper that cannot read a bare draft leaves it to the record itself. */
function expectedOf(map: () => Record<string, Json>): Record<string, Json> {
  try {
    return map()
  } catch {
    return {}
  }
}

function filledIn(
  paths: readonly string[],
  record: SeenRecord | undefined,
): Record<string, Json> | undefined {
  const values: Record<string, Json> = {}
  for (const path of paths) {
    const value = record && canonical(valueAt(record.fields, path))
    if (value === undefined) return undefined
    values[path] = value
  }
  return values
}
