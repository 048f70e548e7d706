import { otherSide, type PlainRecord } from '@duet/core'
import { flatten, type Image } from '../image.js'
import type { WriteOperation } from '../plan/operation.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { Work } from './work.js'

/** Of creates: their intents ask before they are sent, and settling asks again. */
const ofCreates = new WeakMap<WriteOperation, Image>()

/** The image of the other side's record once it holds what a write leaves there; empty where a mapper cannot tell. */
export function expectedImage({ pairing, input }: Work, operation: WriteOperation): Image {
  const { prepared } = pairing
  const side = otherSide(operation.side)
  if (operation.kind === 'update') {
    const draft = input[operation.side]?.draft
    return draft === undefined ? {} : mappedBack(prepared, side, draft)
  }
  const known = ofCreates.get(operation)
  if (known !== undefined) return known
  const image = mappedBack(prepared, side, operation.draft)
  ofCreates.set(operation, image)
  return image
}

function mappedBack(prepared: PreparedMapper, side: WriteOperation['side'], draft: PlainRecord): Image {
  try {
    return flatten(prepared.draftOf(side, draft))
  } catch {
    return {}
  }
}
