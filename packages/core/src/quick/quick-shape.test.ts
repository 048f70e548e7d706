import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { decimal, integerId, isoDate, isoDay } from '../codecs.js'
import { nullishShape } from '../nullish.js'
import { ref } from '../reference.js'
import { refused } from './quick.js'
import { quickShape } from './quick-shape.js'

/** What authors write: plain types, codecs, unions, checks; the last ones only zod itself understands. */
const kinds = {
  text: z.string(),
  short: z.string().max(4),
  digits: z.string().regex(/^\d+$/),
  number: z.number(),
  whole: z.int(),
  flag: z.boolean(),
  date: z.date(),
  day: isoDay,
  moment: isoDate,
  amount: decimal,
  id: integerId,
  reference: ref('organization'),
  status: z.enum(['OPEN', 'WON']),
  either: z.union([z.int(), z.string(), z.literal('')]),
  open: z.unknown(),
  trimmed: z.string().trim(),
  email: z.email(),
  even: z.number().refine((value) => value % 2 === 0),
  usual: z.string().default('none'),
  choice: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a') }),
    z.object({ kind: z.literal('b') }),
  ]),
}
const shape = {
  ...kinds,
  inner: z.object({ ...kinds, deeper: z.object({ amount: decimal }) }),
  list: z.array(z.object({ amount: decimal, note: z.string().nullable() })),
  texts: z.array(z.string()),
}
const schema = nullishShape(shape)
const quick = quickShape(shape)

const value = fc.oneof(
  fc.constantFrom(undefined, null, '', 0, -1, 1.5, 2, Number.NaN, true, new Date(0), new Date(Number.NaN)),
  fc.constantFrom('12', '12.5', 'OPEN', 'longer', ' x ', 'a@example.com', { kind: 'a' }, { kind: 'c' }, []),
  fc.constantFrom('2026-03-02', '2026-02-30', '2026-03-02T08:00:00Z', '2026-03-02T08:00:00+02:00', '24:00'),
  fc.constantFrom(['a'], ['a', null], [{ amount: '1.5' }], [{ note: null }], [null], { amount: 'no' }),
)
const keys = Object.keys(shape)
const record = fc.dictionary(fc.constantFrom(...keys, 'unknown_field'), value, { maxKeys: 4 })
const records = fc.oneof(
  record,
  fc.tuple(record, record).map(([outer, inner]) => ({ ...outer, inner })),
  value,
)

const byZod = (run: () => { success: boolean; data?: unknown }) => {
  const result = run()
  return result.success ? { data: result.data } : refused
}
const quickly = (result: unknown) => (result === refused ? refused : { data: result })

test('what is read quickly is what zod reads, and what is refused zod refuses', () => {
  fc.assert(
    fc.property(records, (input) => {
      expect(quickly(quick.decode(input))).toStrictEqual(byZod(() => schema.safeParse(input)))
    }),
    { numRuns: 2_000 },
  )
})

test('what is written quickly is what zod writes, and what is refused zod refuses', () => {
  fc.assert(
    fc.property(records, (input) => {
      const written = byZod(() => z.safeEncode(schema, input as never))
      expect(quickly(quick.encode(input))).toStrictEqual(written)
    }),
    { numRuns: 2_000 },
  )
})

test('names a schema does not know are left out, however many there are and wherever they stand', () => {
  const few = quickShape({ name: z.string(), size: z.number() })
  for (let number = 0; number < 300; number += 1) {
    const other = { [`other_${number}`]: 1, size: number, [`more_${number}`]: 2, name: `n${number}` }
    expect(few.decode(other)).toEqual({ name: `n${number}`, size: number })
  }
  expect(few.decode({ name: 'a', other: 1, size: 'x' })).toBe(refused)
})
