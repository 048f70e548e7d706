import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { DefaultTheme } from 'vitepress'
import { z } from 'zod'
import { titleOf } from './markdown-links.js'
import { markdownFiles, pageOf } from './page-paths.js'
import { pagesFolder, root } from './repository.js'

type Item = DefaultTheme.SidebarItem

/** With one page a package TypeDoc's list has one level. */
const referencePages = z.array(z.object({ text: z.string(), link: z.string() }))

const entry = (file: string, text = titleOf(readFileSync(path.join(root, file), 'utf8'))): Item => ({
  text,
  link: `/${pageOf(file).replace(/(index)?\.md$/, '')}`,
})

const below = (folder: string) =>
  markdownFiles()
    .filter((file) => file.startsWith(folder))
    .map((file) => entry(file))

/** What TypeDoc wrote beside its pages. */
const reference = (): Item[] =>
  referencePages.parse(
    JSON.parse(readFileSync(path.join(pagesFolder, 'reference/typedoc-sidebar.json'), 'utf8')),
  )

const group = (text: string, items: Item[], collapsed?: boolean): Item =>
  collapsed === undefined ? { text, items } : { text, items, collapsed }

/** Pages in the order in which one may want to read them. */
export const sidebar: Item[] = [
  group('Start', [
    entry('README.md', 'What it is'),
    entry('docs/writing-a-connector.md'),
    entry('docs/tutorial.md'),
  ]),
  group('Run', [entry('docs/operating.md'), entry('docs/command-line.md'), entry('docs/guarantees.md')]),
  group('Understand', [
    entry('docs/architecture.md'),
    entry('docs/engine.md'),
    entry('docs/glossary.md'),
    group('Decisions', below('docs/decisions/'), true),
    group('Parity', [entry('docs/parity.md'), entry('docs/parity-deviations.md')], true),
    entry('CONTRIBUTING.md'),
  ]),
  group('Connectors', below('connectors/')),
  group('Packages', [...below('packages/'), ...below('apps/'), ...below('tooling/')], true),
  group('Reference', reference()),
]
