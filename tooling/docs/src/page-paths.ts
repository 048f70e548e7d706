import { globSync } from 'node:fs'
import path from 'node:path'
import { root } from './repository.js'

const skipped = /(^|\/)(node_modules|dist|pages|fixtures|\.[^/]+)(\/|$)/

/** The Markdown files of the repository that are read by people, as paths from the root. */
export const markdownFiles = (): string[] =>
  globSync(['*.md', 'docs/**/*.md', '{packages,connectors,apps,tooling}/*/README.md', 'e2e/README.md'], {
    cwd: root,
  })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !skipped.test(file))
    .sort()

/** The page of the site a Markdown file of the repository becomes. */
export function pageOf(file: string): string {
  if (file === 'README.md') return 'index.md'
  if (file.startsWith('docs/')) return file.slice('docs/'.length)
  return file.replace(/\/README\.md$/, '.md').toLowerCase()
}

/** The page that shows a file which is not Markdown, or what is in a folder. */
export const sourcePageOf = (file: string): string => `source/${file}.md`
