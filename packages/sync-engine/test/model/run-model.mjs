#!/usr/bin/env node
/**
 * Plays more histories than the tests do, and lets a process die at every single call:
 *
 *   npm run x -- node packages/sync-engine/test/model/run-model.mjs --runs 2000 [--seed 7] [--path 0:1:0]
 *
 * A history that goes wrong is printed with its seed and path; with both it is played again.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string' }, path: { type: 'string' } },
})
const { runs, seed, path: again } = values
const folder = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(folder, '../../../..')
const model = { runs: Number(runs), ...(seed && { seed: Number(seed) }), ...(again && { path: again }) }
const vitest = await startVitest('test', [folder], { root, watch: false, provide: { model } })
await vitest.close()
