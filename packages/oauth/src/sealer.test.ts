import { randomBytes } from 'node:crypto'
import { DefinitionError } from '@duet/core'
import { expect, test } from 'vitest'
import { SealError } from './errors.js'
import { createSealer } from './sealer.js'

const key = (id: string) => ({ id, key: randomBytes(32) })
const one = key('1')
const sealer = createSealer({ current: one })

test('what was sealed opens again, and twice the same text looks different', () => {
  const sealed = sealer.seal('canary-token ü', 'link-1')
  expect(sealed).toMatch(/^v1\.1(\.[\w-]+){3}$/)
  expect(sealed).not.toContain('canary')
  expect(sealer.open(sealed, 'link-1')).toBe('canary-token ü')
  expect(sealer.seal('canary-token ü', 'link-1')).not.toBe(sealed)
})

test('what was sealed for one link does not open for another', () => {
  expect(() => sealer.open(sealer.seal('x', 'link-1'), 'link-2')).toThrow(SealError)
})

test('an altered text does not open', () => {
  const [version, id, iv, text = '', tag = ''] = sealer.seal('some secret text', 'link-1').split('.')
  const other = text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`
  for (const altered of [
    [version, id, iv, other, tag],
    [version, id, iv, text, tag.slice(0, 8)],
    [version, id, iv, text],
    ['v2', id, iv, text, tag],
    [''],
  ])
    expect(() => sealer.open(altered.join('.'), 'link-1')).toThrow(SealError)
})

test('rotation: an older key opens, the current one seals', () => {
  const sealed = sealer.seal('x', 'link-1')
  const rotated = createSealer({ current: key('2'), previous: [one] })
  expect(rotated.open(sealed, 'link-1')).toBe('x')
  expect(rotated.isCurrent(sealed)).toBe(false)
  expect(rotated.isCurrent(rotated.seal('x', 'link-1'))).toBe(true)
})

test('a missing key is named', () => {
  const sealed = sealer.seal('x', 'link-1')
  expect(() => createSealer({ current: key('2') }).open(sealed, 'link-1')).toThrow(
    'sealed with key "1", which is not at hand. Give that key as a previous one.',
  )
})

test('another key under the same id opens nothing', () => {
  expect(() => createSealer({ current: key('1') }).open(sealer.seal('x', 'a'), 'a')).toThrow(SealError)
})

test('a key of another size, or an id that would break the form, is refused', () => {
  expect(() => createSealer({ current: { id: '1', key: randomBytes(16) } })).toThrow(DefinitionError)
  expect(() => createSealer({ current: { id: 'a.b', key: randomBytes(32) } })).toThrow(DefinitionError)
})
