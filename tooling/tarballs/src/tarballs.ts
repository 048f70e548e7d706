#!/usr/bin/env node
/**
 * Shows that what is published works where nothing of this workspace is:
 *
 *   npm run tarballs              a line for each step; exit code 1 when one does not hold
 *   npm run tarballs -- --json    the same for a program, on standard output
 *   npm run tarballs -- --keep    leaves the tarballs and the projects, and says where
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createSteps, type Step } from './steps.js'
import { tryOutside } from './try-outside.js'

const [json, keep] = ['--json', '--keep'].map((flag) => process.argv.includes(flag))
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const tell = ({ name, holds, ms, says }: Step) =>
  process.stderr.write(
    `${holds ? '✓' : '×'} ${name} (${seconds(ms)})\n    ${says.replaceAll('\n', '\n    ')}\n`,
  )

const folder = await mkdtemp(path.join(tmpdir(), 'duet-outside-'))
const steps = createSteps(tell)
try {
  await tryOutside(folder, steps)
} finally {
  if (!keep) await rm(folder, { recursive: true, force: true })
}
const { done } = steps
const holds = done.every((step) => step.holds)
if (json) process.stdout.write(`${JSON.stringify({ holds, steps: done, ...(keep && { folder }) })}\n`)
else {
  const ms = done.reduce((sum, step) => sum + step.ms, 0)
  const held = done.filter((step) => step.holds).length
  process.stdout.write(`${held} of ${done.length} steps hold, in ${seconds(ms)}\n`)
  if (keep) process.stdout.write(`Left in ${folder}\n`)
}
process.exitCode = holds ? 0 : 1
