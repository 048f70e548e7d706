import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { anyJson, flag, integer, json, optionalJson, optionalText, rowCodec, text } from './columns.js'

const row = rowCodec({
  id: text(),
  note: optionalText(),
  at: integer,
  on: flag,
  payload: anyJson,
  tags: optionalJson(z.array(z.string())),
})

// The characters that break something somewhere.
const anyText = fc.string({
  unit: fc.constantFrom('a', 'é', '猫', '🐈', '\0', '\uD800', '"', '\\', '\n', '%'),
})

test('a row comes back as it was written, whatever it holds', () => {
  const rows = fc.record({
    id: anyText,
    note: fc.option(anyText),
    at: fc.maxSafeInteger(),
    on: fc.boolean(),
    payload: fc.jsonValue(),
    tags: fc.option(fc.array(anyText)),
  })
  fc.assert(
    fc.property(rows, (written) => {
      // JSON knows no negative zero.
      const expected = { ...written, payload: JSON.parse(JSON.stringify(written.payload)) }
      expect(row.read(row.write({ ...written, payload: expected.payload }))).toEqual(expected)
    }),
  )
})

test('JSON of a known shape is checked when it is read', () => {
  const column = json(z.object({ toConnec: z.boolean() }))
  expect(column.read('{"toConnec":true}')).toEqual({ toConnec: true })
  expect(() => column.read('true')).toThrow(z.ZodError)
})
