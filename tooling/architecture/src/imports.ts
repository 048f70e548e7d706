import { readFileSync } from 'node:fs'

/** One import of a file, as written. */
export interface Import {
  file: string
  specifier: string
}

/** Every static, dynamic and re-exporting import of a TypeScript file; code that stands in a text is none. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
    .replace(/^\s*(\/\/|\*).*$/gm, '')
    .replace(/`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"/g, '``')
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)'([^']+)'/g
  return [...text.matchAll(pattern)].flatMap(([, specifier]) => (specifier ? [{ file, specifier }] : []))
}

/** `@duet/store/testing` → `store`; undefined for what is not ours. */
export const roomOf = (specifier: string): string | undefined => /^@duet\/([^/]+)/.exec(specifier)?.[1]
