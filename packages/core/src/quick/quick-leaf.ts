import { z } from 'zod'
import { isoDate } from '../codecs.js'
import { firstOf, inBothDirections, type Quick, type QuickSchema, refused } from './quick.js'
import { quickMoment } from './quick-moment.js'
import { isText, quickTest } from './quick-test.js'
import { quickText } from './quick-text.js'

/** A schema of a single value, compiled where it is built of plain tests and codecs; any other is asked as it is. */
export function quickLeaf(schema: z.core.$ZodType): QuickSchema {
  const test = quickTest(schema)
  if (test === isText) return inBothDirections(quickText)
  if (test) return inBothDirections((value) => (test(value) ? value : refused))
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.checks !== undefined && def.checks.length > 0) return asked(schema)
  if (schema === isoDate) return { ...codec(isoDate), decode: firstOf([quickMoment, codec(isoDate).decode]) }
  if (schema instanceof z.ZodCodec) return codec(schema)
  if (def.type === 'union' && !('discriminator' in def) && def.inclusive !== false) {
    const options = def.options.map(quickLeaf)
    return {
      decode: firstOf(options.map(({ decode }) => decode)),
      encode: firstOf(options.map(({ encode }) => encode)),
    }
  }
  return asked(schema)
}

function codec(schema: z.ZodCodec): QuickSchema {
  const { in: wire, out: ours, transform, reverseTransform } = schema._zod.def
  const outer = quickLeaf(wire)
  const inner = quickLeaf(ours)
  return {
    decode: through(outer.decode, transform, inner.decode),
    encode: through(inner.encode, reverseTransform, outer.encode),
  }
}

type Convert = (value: never, payload: z.core.ParsePayload<never>) => unknown

const through =
  (before: Quick, convert: Convert, after: Quick): Quick =>
  (value) => {
    const accepted = before(value)
    if (accepted === refused) return refused
    const payload = { value: accepted as never, issues: [] }
    const converted = convert(payload.value, payload)
    return payload.issues.length > 0 || converted instanceof Promise ? refused : after(converted)
  }

const asked = (schema: z.core.$ZodType): QuickSchema => ({
  decode: (value) => {
    const parsed = z.safeParse(schema, value)
    return parsed.success ? parsed.data : refused
  },
  encode: (value) => {
    const encoded = z.safeEncode(schema, value as never)
    return encoded.success ? encoded.data : refused
  },
})
