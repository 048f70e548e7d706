import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anchorOf, anchorsOf, markdownLinks, rewriteLinks } from '../src/markdown-links.js'
import { markdownFiles } from '../src/page-paths.js'
import { root } from '../src/repository.js'

const files = markdownFiles()
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** Each link of a page whose file or heading does not exist, and why. */
const deadLinks = (file: string) =>
  markdownLinks(read(file)).flatMap(({ path: to, anchor }) => {
    const target = to === '' ? file : path.join(path.dirname(file), to)
    if (!existsSync(path.join(root, target))) return [`${file}: no file ${to}`]
    if (anchor === undefined || !target.endsWith('.md')) return []
    return anchorsOf(read(target)).includes(anchor) ? [] : [`${file}: no heading ${to}#${anchor}`]
  })

test('the pages of the repository are found', () => {
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/engine.md', 'packages/core/README.md']),
  )
})

test('no link in them is dead, headings included', () => {
  expect(files.flatMap(deadLinks)).toEqual([])
})

test('what looks like a link in code is none', () => {
  expect(markdownLinks('`[a](b.md)` [c](d.md#e)\n```ts\nf[0](g)\n```\n')).toEqual([
    { path: 'd.md', anchor: 'e' },
  ])
})

test('links are replaced where they stand, those to elsewhere are left', () => {
  const text = '`[a](b.md)` [c](b.md) ![d](e.png#f) [g](https://example.com)'
  expect(rewriteLinks(text, ({ path: to }) => `x/${to}`)).toBe(
    '`[a](b.md)` [c](x/b.md) ![d](x/e.png) [g](https://example.com)',
  )
})

test('an anchor is as GitHub makes it, and counts what comes twice', () => {
  expect(anchorOf('`npm start`: what it does, in 2 steps')).toBe('npm-start-what-it-does-in-2-steps')
  expect(anchorsOf('# A b\n\n## A b\n\n```sh\n# no heading\n```\n')).toEqual(['a-b', 'a-b-1'])
})
