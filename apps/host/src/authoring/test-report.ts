import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { ConformanceCard } from '@duet/host-api'
import { z } from 'zod'
import { readCard } from '../discovery/read-card.js'

/** A test that failed, and why. */
export interface FailedTest {
  /** Relative to the connector's folder. */
  readonly file: string
  /** Null for a file that could not be loaded. */
  readonly test: string | null
  readonly message: string
}

/** How the tests of a connector came out. */
export interface TestReport {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly FailedTest[]
  /** What the conformance kit found out; null when it did not run to its end. */
  readonly card: ConformanceCard | null
}

const answer = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

type FileResult = z.output<typeof answer>['testResults'][number]

/** Reads what Vitest's JSON reporter wrote. */
export function testReport(
  written: unknown,
  { folder, kitFiles }: { folder: string; kitFiles: readonly string[] },
): TestReport {
  const files = answer.parse(written).testResults.map((file) => ({
    ...file,
    name: path.relative(folder, file.name),
  }))
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const count = (wanted: string) => tests.filter(({ status }) => status === wanted).length
  const broken = files.filter(isBroken)
  return {
    passed: count('passed'),
    failed: count('failed') + broken.length,
    skipped: tests.length - count('passed') - count('failed'),
    failures: files.flatMap(failuresOf),
    card: files.some((file) => kitFiles.includes(file.name) && !isBroken(file))
      ? (readCard(folder) ?? null)
      : null,
  }
}

/** It could not be loaded, so none of its tests is known. */
const isBroken = ({ status, assertionResults }: FileResult): boolean =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed')

function failuresOf(file: FileResult): FailedTest[] {
  if (isBroken(file)) return [{ file: file.name, test: null, message: reasonOf(file.message) }]
  return file.assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      file: file.name,
      test: fullName,
      message: reasonOf(failureMessages?.[0] ?? ''),
    }))
}

/** The message without its stack. */
const reasonOf = (message: string): string =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .trim()
