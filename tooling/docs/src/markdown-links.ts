/** A target in a Markdown text: `docs/engine.md#conflicts` is a path and an anchor. */
export interface MarkdownLink {
  readonly path: string
  readonly anchor: string | undefined
}

const LINK = /\]\(([^()\s]+)\)/g
const CODE = /^(`{3,})[^\n]*\n[\s\S]*?^\1$|`[^`\n]+`/gm

/** The links of a Markdown text that stay in the repository; what stands in code is no link. */
export const markdownLinks = (markdown: string): MarkdownLink[] =>
  [...withoutCode(markdown).matchAll(LINK)]
    .map(([, target = '']) => target)
    .filter(isLocal)
    .map(parse)

/** The text with each link that stays in the repository replaced. */
export function rewriteLinks(markdown: string, replace: (link: MarkdownLink) => string): string {
  const links = [...withoutCode(markdown).matchAll(LINK)]
  return links.reduceRight((text, { 1: target = '', index }) => {
    if (!isLocal(target)) return text
    const start = index + 2
    return text.slice(0, start) + replace(parse(target)) + text.slice(start + target.length)
  }, markdown)
}

/** Code becomes blanks, so that places stay where they are. */
const withoutCode = (markdown: string) => markdown.replace(CODE, (code) => code.replace(/[^\n]/g, ' '))

const isLocal = (target: string) => !/^([a-z]+:|\/)/.test(target)

function parse(target: string): MarkdownLink {
  const [path = '', anchor] = target.split('#')
  return { path, anchor }
}

/** The anchors of a text's headings, as GitHub makes them. */
export function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>()
  return [...blocksRemoved(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = anchorOf(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

const blocksRemoved = (markdown: string) => markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')

/** The anchor of one heading, as GitHub makes it; the site uses the same, so that a link works on both. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** The first heading of a page, without marks. */
export const titleOf = (markdown: string): string =>
  (/^# (.+)$/m.exec(markdown)?.[1] ?? 'Untitled').replaceAll('`', '')
