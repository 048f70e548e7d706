import { expect, test } from 'vitest'
import { fieldDiff } from './field-diff.js'
import { plain, type Style } from './style.js'

const coloured: Style = (tone, words) => `<${tone}>${words}</${tone}>`
const notes = 'Met at the fair in spring. Wants an offer for 20 hammers, to be sent before the end of June.'

test('short values are shown before and after, an empty one in words', () => {
  expect(fieldDiff({ field: 'name', before: 'Ada', after: 'Ada L.' }, plain)).toBe('name: "Ada" → "Ada L."')
  expect(fieldDiff({ field: 'name', before: 'Ada', after: null }, plain)).toBe('name: "Ada" → (empty)')
  expect(fieldDiff({ field: 'name', before: null, after: 'Ada' }, plain)).toBe('name: "Ada"')
})

test('of a long text only what changed is shown, and a little around it', () => {
  const change = { field: 'notes', before: notes, after: notes.replace('20 hammers', '30 saws') }
  expect(fieldDiff(change, plain)).toBe(
    'notes: …ing. Wants an offer for [-20-]{+30+} [-hammers-]{+saws+}, to be sent before the …',
  )
})

test('with colours nothing else marks what was removed and added', () => {
  expect(fieldDiff({ field: 'name', before: 'Ada', after: 'Bo' }, coloured)).toBe(
    '<quiet>name:</quiet> <removed>"Ada"</removed> → <added>"Bo"</added>',
  )
  expect(fieldDiff({ field: 'notes', before: notes, after: notes.replace('20', '30') }, coloured)).toContain(
    '<removed>20</removed><added>30</added> hammers',
  )
})
