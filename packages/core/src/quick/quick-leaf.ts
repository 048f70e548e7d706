import { z } from 'zod'
import { isoDate, isoMoment } from '../codecs.js'
import {
  firstOf,
  inBothDirections,
  type Kept,
  keeping,
  type Quick,
  type QuickSchema,
  refused,
} from './quick.js'
import { quickMoment } from './quick-moment.js'
import { type QuickTest, quickTest } from './quick-test.js'

/** A schema of a single value, compiled where it is built of plain tests and codecs; any other is asked as it is. */
export function quickLeaf(schema: z.core.$ZodType): QuickSchema {
  const test = quickTest(schema)
  if (test) {
    const kept = { ...keptBy(test), changesNothing: true }
    return inBothDirections(keeping(kept, (value) => (test(value) ? value : refused)))
  }
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.checks !== undefined && def.checks.length > 0) return asked(schema)
  const moment = [isoDate, isoMoment].find((known) => known === schema)
  if (moment !== undefined) return { ...codec(moment), decode: firstOf([quickMoment, codec(moment).decode]) }
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

function keptBy(test: QuickTest): Kept {
  return { longestText: test.longestText ?? -1, keepsNumbers: test === Number.isFinite }
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

function through(before: Quick, convert: Convert, after: Quick): Quick {
  const type = [String, Number].find((known) => known === convert)
  if (type !== undefined) return throughType(before, type, after)
  // made once: few conversions look at it, and each field of each record would make one
  let payload: z.core.ParsePayload<never> | undefined
  return (value) => {
    const accepted = before(value)
    if (accepted === refused) return refused
    payload ??= { value: undefined as never, issues: [] }
    payload.value = accepted as never
    const converted = convert(payload.value, payload)
    if (payload.issues.length === 0 && !(converted instanceof Promise)) return after(converted)
    payload = undefined
    return refused
  }
}

/** `String` leaves texts as they are and `Number` numbers. */
const throughType = (before: Quick, convert: (value: unknown) => unknown, after: Quick): Quick =>
  keeping(
    {
      longestText: convert === String ? Math.min(before.longestText ?? -1, after.longestText ?? -1) : -1,
      keepsNumbers: convert === Number && before.keepsNumbers === true && after.keepsNumbers === true,
    },
    (value) => {
      const accepted = before(value)
      return accepted === refused ? refused : after(convert(accepted))
    },
  )

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
