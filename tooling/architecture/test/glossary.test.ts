import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isTest, root, sources } from '../src/workspace.js'

const words = [
  ...readFileSync(path.join(root, 'docs/glossary.md'), 'utf8').matchAll(/^\| \*\*(.+?)\*\* *\| `(.+?)`/gm),
].map(([, word, name]) => ({ word, name: name ?? '' }))
const code = sources()
  .filter((file) => !isTest(file) && /^(packages|apps|connectors)\//.test(file))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n')

test('the glossary has words', () => {
  expect(words.length).toBeGreaterThan(25)
})

test.each(words)('$word is a name of the code: $name', ({ name }) => {
  const exported = new RegExp(
    `export (?:declare )?(?:async )?(?:const|function|interface|type|class) ${name}\\b`,
  )
  const field = new RegExp(`(?:^|[\\s{(;,])(?:readonly )?${name}\\??:`, 'm')
  const member = new RegExp(`'${name}'`)
  expect([exported, field, member].some((pattern) => pattern.test(code))).toBe(true)
})
