import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const quoted = [
  ...read('../../../docs/writing-a-connector.md').matchAll(/```ts\n\/\/ (src\/\S+)\n([\s\S]*?)```/g),
].map(([, file = '', code = '']) => ({ file, code: code.trimEnd() }))

test('the guide quotes this connector', () => {
  expect(quoted.length).toBeGreaterThan(10)
})

test.each(quoted)('the guide quotes $file as it is', ({ file, code }) => {
  expect(read(`../${file}`)).toContain(code)
})
