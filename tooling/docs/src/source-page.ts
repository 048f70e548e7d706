import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { root } from './repository.js'

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'ts',
  tsx: 'tsx',
  mjs: 'js',
  json: 'json',
  yaml: 'yaml',
  md: 'md',
}

/** A file of the repository as a page, or what is in a folder: the site needs no other place to show it. */
export function sourcePage(file: string): string {
  const target = path.join(root, file)
  const heading = [
    '---',
    'search: false',
    'outline: false',
    'prev: false',
    'next: false',
    '---',
    '',
    `# \`${file}\``,
  ]
  return [...heading, '', statSync(target).isDirectory() ? listing(target) : listingOf(target), ''].join('\n')
}

const listing = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !/^(node_modules|dist|\..*)$/.test(name))
    .map((entry) => `- \`${entry.name}${entry.isDirectory() ? '/' : ''}\``)
    .join('\n')

function listingOf(file: string): string {
  const language = LANGUAGES[path.extname(file).slice(1)] ?? 'txt'
  const fence = '`'.repeat(6)
  return [`${fence}${language}`, readFileSync(file, 'utf8').trimEnd(), fence].join('\n')
}
