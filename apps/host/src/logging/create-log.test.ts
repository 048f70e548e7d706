import { ExternalApiError } from '@duet/core'
import { expect, test } from 'vitest'
import { createLog } from './create-log.js'

function logOf(options: { isTTY?: boolean } = {}) {
  const lines: string[] = []
  const stream = { ...options, write: (text: string) => lines.push(text) }
  return { log: createLog({ secrets: ['canary-secret'], stream }), lines }
}

test('secrets and records are in no line, whatever way they come (C19)', () => {
  const { log, lines } = logOf()
  const cause = new Error('with canary-secret inside')
  log.info({ apiKey: 'canary-1', nested: { refreshToken: 'canary-2', record: { name: 'canary-3' } } }, 'A')
  log.warn(
    { error: new ExternalApiError('canary-secret refused', { cause, details: [{ message: 'canary-4' }] }) },
    'B',
  )
  log.info(`url ?key=${encodeURIComponent('canary-secret')}`)
  expect(lines.join('')).not.toContain('canary')
  expect(lines.join('')).toContain('[redacted]')
})

test('lines are JSON for machines and one-liners for a terminal', () => {
  const plain = logOf()
  plain.log.warn({ link: 'l1', run: 3 }, 'It ended')
  expect(JSON.parse(plain.lines[0] ?? '')).toMatchObject({
    level: 'warn',
    link: 'l1',
    run: 3,
    message: 'It ended',
  })
  const terminal = logOf({ isTTY: true })
  terminal.log.warn({ link: 'l1', run: 3, error: new Error('gone away') }, 'It ended')
  expect(terminal.lines[0]).toMatch(/^\d\d:\d\d:\d\d warn It ended link=l1 run=3 error="gone away"\n$/)
})
