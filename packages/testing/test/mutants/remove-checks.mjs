#!/usr/bin/env node
/**
 * npm run mutants: runs every check on every mutant and shows, for each check, which mutants survive without it. Ends
 * with 1 when a check could be removed and every mutant were still caught.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

const folder = path.dirname(fileURLToPath(import.meta.url))
const vitest = await startVitest('test', [path.join(folder, 'remove-checks.test.ts')], {
  root: path.resolve(folder, '../../../..'),
  watch: false,
  disableConsoleIntercept: true,
  provide: { removeChecks: true },
})
await vitest.close()
