import { globSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the workspace. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')

const skipped = /(^|\/)(node_modules|dist|coverage|template|\.turbo|\.duet)(\/|$)/

/** Files below the root that match, as paths from the root with forward slashes. */
export function files(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: (name) => skipped.test(name) })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !skipped.test(file))
    .sort()
}

/** Every TypeScript source of the workspace, tests included. */
export const sources = (): string[] =>
  files('{packages,connectors,apps,tooling}/*/**/*.{ts,tsx}', 'e2e/**/*.ts').filter(
    (file) => !file.endsWith('.d.ts'),
  )

export const isTest = (file: string): boolean =>
  /(\/test\/|\.test\.tsx?$|\.test-d\.ts$|\.bench\.ts$)/.test(file)
