import type { Json } from '@duet/core'
import { z } from 'zod'
import { canonical } from '../canonical.js'
import { type Image, valueAt } from '../image.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { expectedImage } from './expected-image.js'
import type { PlannedCreate } from './work.js'

const image = z.record(
  z.string(),
  z.custom<Json>((value) => value !== undefined),
)

/** What an intent keeps, so that a create whose answer was lost can be told from other records. */
export const intentPayload = z.object({
  /** The draft that was sent, flat; null where it is the image. */
  draft: image.nullable(),
  /** The image of the created record. */
  expected: image,
  /** The image of the record it came from. */
  image,
  /** Values of the match groups that are filled in, by group. */
  matches: z.array(image),
  label: z.string().nullable(),
})

export type IntentPayload = z.infer<typeof intentPayload>

/** What was sent, flat. */
export const sentDraft = ({ draft, image }: IntentPayload): Image => draft ?? image

export function intentPayloadOf({ entity }: EntityRun, { work, operation }: PlannedCreate): IntentPayload {
  const image = work.input[operation.side]?.image ?? {}
  const draft = operation.image
  const { prepared } = work.pairing
  const source = work.pairing[operation.side]
  const matches = operation.side === 'connec' ? (entity.match[prepared.pair.connec] ?? []) : []
  return {
    draft: draft === image ? null : draft,
    expected: expectedImage(work, operation),
    image,
    matches: matches.map((paths) => filledIn(paths, source)).filter((values) => values !== undefined),
    label: source?.label ?? null,
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
