import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Deviations, staleEntries } from './deviations.js'
import type { Runner } from './runner.js'
import { type Vector, vector } from './vector.js'
import { judge } from './verdict.js'

/** How the vectors of one file came out. */
export interface FileCount {
  same: number
  better: number
  listed: number
  internal: number
  differs: number
  total: number
  /** `<name of the vector>: <what differs>` */
  differing: string[]
}

export interface ParityReport {
  files: Record<string, FileCount>
  /** How many vectors each deviation explains, by its defect or decision. */
  listedBy: Record<string, number>
  stale: string[]
  /** Files of the folder nothing is known about. */
  unknown: string[]
  /** False when a required file has a difference, or an entry is stale. */
  holds: boolean
}

export interface RunFolderOptions {
  folder: string
  runners: readonly Runner[]
  deviations: Deviations
  onFile?(file: string, count: FileCount): void
}

/** Runs every vector file of a folder. Throws in words when the folder or a file cannot be read. */
export async function runFolder({
  folder,
  runners,
  deviations,
  onFile,
}: RunFolderOptions): Promise<ParityReport> {
  const names = vectorFiles(folder)
  const report: ParityReport = { files: {}, listedBy: {}, stale: [], unknown: [], holds: true }
  for (const name of names) {
    const runner = runners.find(({ file }) => file === name)
    if (runner === undefined) {
      report.unknown.push(name)
      continue
    }
    const count = await runFile(runner, readVectors(path.join(folder, name)), { deviations, report })
    report.files[name] = count
    if (runner.required && count.differs > 0) report.holds = false
    onFile?.(name, count)
  }
  if (Object.keys(report.files).length === 0)
    throw new Error(
      `Failed to run ${folder}: it holds no file of a known name. Name a folder with ${runners[0]?.file} and the like.`,
    )
  if (report.stale.length > 0) report.holds = false
  return report
}

async function runFile(
  runner: Runner,
  vectors: readonly Vector[],
  { deviations, report }: { deviations: Deviations; report: ParityReport },
): Promise<FileCount> {
  const count: FileCount = {
    same: 0,
    better: 0,
    listed: 0,
    internal: 0,
    differs: 0,
    total: vectors.length,
    differing: [],
  }
  const same = new Set<string>()
  for (const one of vectors) {
    const verdict = await judge(runner, one, deviations)
    count[verdict.kind] += 1
    if (verdict.kind === 'same' || verdict.kind === 'better') same.add(one.name)
    if (verdict.kind === 'differs') count.differing.push(`${one.name}: ${verdict.what}`)
    if (verdict.kind === 'listed') report.listedBy[verdict.by] = (report.listedBy[verdict.by] ?? 0) + 1
  }
  report.stale.push(...staleEntries(deviations, { file: runner.file, same }))
  return count
}

function vectorFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
  } catch (cause) {
    throw new Error(`Failed to read ${folder}: it is no folder. Name one that holds vector files.`, { cause })
  }
}

function readVectors(file: string): Vector[] {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`Failed to read ${file}: it is not JSON. Mend or remove it.`, { cause })
  }
  const parsed = z.array(vector).safeParse(text)
  if (parsed.success) return parsed.data
  throw new Error(
    `Failed to read ${file}: ${z.prettifyError(parsed.error)}. A file is a list of vectors with names.`,
  )
}
