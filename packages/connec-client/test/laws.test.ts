import type { PlainRecord } from '@duet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connec, foldReferences, idsOfLines, mergeLineIds, unfoldReferences } from '../src/index.js'

const identity = { provider: 'shop', realm: 'account-1' }
const own = (id: string) => ({ id, ...identity })
const hub = (id: string) => ({ id, provider: 'connec', realm: 'org-1' })

const id = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '')
const optional = { requiredKeys: [] }
const line = fc.record({ id, item_id: id, tax_code_id: id, description: fc.string() }, optional)
const draft = fc.record(
  { title: fc.string(), organization_id: id, person_id: id, lines: fc.array(line, { maxLength: 5 }) },
  optional,
)

test('unfolding a folded record gives the record, and neither changes its input', () => {
  fc.assert(
    fc.property(draft, (record) => {
      const before = structuredClone(record)
      const folded = foldReferences(connec.invoice, record, identity)
      const kept = structuredClone(folded)
      const { fields, missing } = unfoldReferences(connec.invoice, folded, identity)
      expect(fields).toEqual(record)
      expect(missing).toEqual([])
      expect([record, folded]).toEqual([before, kept])
    }),
  )
})

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(draft, (record) => {
      const once = foldReferences(connec.invoice, record, identity)
      expect(foldReferences(connec.invoice, once, identity)).toEqual(once)
    }),
  )
})

/* Lines */

/** An invoice at the hub whose lines all differ, and the same lines as the application returned them. */
const sides = fc
  .tuple(
    fc.uniqueArray(fc.nat(999), { minLength: 1, maxLength: 6 }),
    fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  )
  .chain(([numbers, known]) => {
    const lines = numbers.map((number, at) => ({
      id: known[at] ? [hub(`h${number}`), own(`x${number}`)] : [hub(`h${number}`)],
      description: `line ${number}`,
    }))
    const answer = numbers.map((number) => ({ id: `x${number}`, description: `line ${number}` }))
    return fc.record({
      lines: fc.constant(lines),
      answer: fc.shuffledSubarray(answer, { minLength: answer.length }),
    })
  })

const merge = (lines: readonly PlainRecord[], answer: readonly PlainRecord[]) => {
  const ids = idsOfLines(connec.invoice, { lines })
  const { fields } = unfoldReferences(connec.invoice, { lines }, identity)
  return mergeLineIds(connec.invoice, { ids, fields, answer: { lines: answer } }, identity)
}

/** What the hub holds after an announcement: lines found by its own id, the ids replaced. */
function announced(lines: readonly PlainRecord[], sent: PlainRecord | undefined): PlainRecord[] {
  const news: readonly PlainRecord[] = Array.isArray(sent?.lines) ? sent.lines : []
  const idOf = (entries: unknown) => (Array.isArray(entries) ? entries[0]?.id : undefined)
  return lines.map((one) => ({ ...one, ...news.find((other) => idOf(other.id) === idOf(one.id)) }))
}

test('each line is registered with its own partner, in whatever order the answer came (A16)', () => {
  fc.assert(
    fc.property(sides, ({ lines, answer }) => {
      const after = announced(lines, merge(lines, answer).lines)
      for (const { id: ids, description } of after) {
        const number = String(description).slice('line '.length)
        expect(ids).toEqual([hub(`h${number}`), own(`x${number}`)])
      }
    }),
  )
})

test('registering ids is done once: a second merge finds nothing new (A16)', () => {
  fc.assert(
    fc.property(sides, ({ lines, answer }) => {
      const after = announced(lines, merge(lines, answer).lines)
      expect(merge(after, answer)).toEqual({ lines: undefined, unpaired: 0 })
    }),
  )
})
