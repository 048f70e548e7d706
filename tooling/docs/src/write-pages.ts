import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type MarkdownLink, rewriteLinks, titleOf } from './markdown-links.js'
import { markdownFiles, pageOf, sourcePageOf } from './page-paths.js'
import { pagesFolder, root } from './repository.js'
import { sourcePage } from './source-page.js'

/**
 * Writes the Markdown of the repository as pages: links between files become links between pages, and files that are
 * no Markdown become pages that show them. Throws where a link leads nowhere.
 */
export async function writePages(): Promise<void> {
  const files = markdownFiles()
  const pages = new Map(files.map((file) => [file, pageOf(file)]))
  const sources = new Map<string, string>()

  const pageFor = (from: string, link: MarkdownLink): string => {
    const file = path.posix.normalize(path.posix.join(path.posix.dirname(from), link.path)).replace(/\/$/, '')
    if (!existsSync(path.join(root, file)))
      throw new Error(
        `Failed to build the site: ${from} links to ${link.path}, which does not exist. Correct the link.`,
      )
    if (/\.(png|svg)$/.test(file)) return file.replace(/^docs\//, '')
    if (file === 'docs/decisions') return 'decisions/index.md'
    const page = pages.get(file) ?? pages.get(`${file}/README.md`)
    if (page !== undefined) return page
    sources.set(file, sourcePageOf(file))
    return sourcePageOf(file)
  }

  for (const [file, page] of pages) {
    const text = await readFile(path.join(root, file), 'utf8')
    await write(
      page,
      rewriteLinks(text, (link) => {
        if (link.path === '') return `#${link.anchor}`
        const relative = path.posix.relative(path.posix.dirname(page), pageFor(file, link))
        return `./${relative}${link.anchor === undefined ? '' : `#${link.anchor}`}`
      }),
    )
  }
  for (const [file, page] of sources) await write(page, sourcePage(file))
  await write('decisions/index.md', await decisions(files))
  await cp(path.join(root, 'docs/images'), path.join(pagesFolder, 'images'), { recursive: true })
}

async function decisions(files: readonly string[]): Promise<string> {
  const lines = files
    .filter((file) => file.startsWith('docs/decisions/'))
    .map(async (file) => {
      const title = titleOf(await readFile(path.join(root, file), 'utf8'))
      return `- [${title}](./${path.posix.basename(file)})`
    })
  return ['# Decisions', '', ...(await Promise.all(lines)), ''].join('\n')
}

async function write(page: string, text: string): Promise<void> {
  const file = path.join(pagesFolder, page)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}
