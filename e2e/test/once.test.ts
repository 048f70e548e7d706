import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { JourneyReport } from '../src/index.js'
import { startProgram } from './start-program.js'

const LONG = 900_000
/** At the real pace, ten requests a second, each journey waits for most of a minute. */
const FAST = ['--requests-per-second', '200']
const databaseUrl = process.env.TEST_DATABASE_URL
const faulty = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../fixtures/faulty-basecrm')

async function once(args: string[] = [], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await startProgram(['--once', '--json', ...FAST, ...args], env).finished
  const lines = stdout.trim().split('\n')
  const report: JourneyReport = JSON.parse(lines.at(-1) || '{}')
  return { code, lines, report, stderr }
}

function expectAllHolds({ code, lines, report, stderr }: Awaited<ReturnType<typeof once>>) {
  expect(report.problems, stderr).toEqual([])
  expect(report).toMatchObject({
    linked: true,
    secondRunWrites: 0,
    afterRestartWrites: 0,
    duplicates: 0,
    differences: 0,
  })
  expect(report.compared).toBeGreaterThan(300)
  expect(report.runs.map(({ n, status }) => [n, status])).toEqual([1, 2, 3, 4].map((n) => [n, 'succeeded']))
  expect(lines).toHaveLength(1)
  expect(code).toBe(0)
}

describe.concurrent('the journey', () => {
  test('holds on SQLite', { timeout: LONG }, async () => expectAllHolds(await once()))

  test.skipIf(!databaseUrl)(
    'holds on PostgreSQL and leaves no schema behind (skipped without TEST_DATABASE_URL)',
    { timeout: LONG },
    async () => expectAllHolds(await once([], { DATABASE_URL: databaseUrl ?? '' })),
  )

  test('can fail: one planted mapper fault shows as differences', { timeout: LONG }, async () => {
    const { code, report } = await once(['--brief', '--connector-package', faulty])
    expect(report.differences).toBeGreaterThan(10)
    expect(report.problems.some((problem) => problem.includes('job_title ↔ title'))).toBe(true)
    expect(code).toBe(1)
  })
})
