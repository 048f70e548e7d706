import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const typescript = path.dirname(createRequire(import.meta.url).resolve('typescript/package.json'))

/** What the compiler says a project cost it. */
export interface TypeCost {
  readonly instantiations: number
  readonly checkSeconds: number
  readonly totalSeconds: number
}

/** Checks a project with the compiler of the workspace. Throws when it has errors: then it was not checked whole. */
export async function typeCostOf(tsconfig: string): Promise<TypeCost> {
  const options = ['--noEmit', '--incremental', 'false', '--extendedDiagnostics', '--pretty', 'false']
  const output = await run([...options, '-p', tsconfig])
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(output)?.[1])
  const cost = {
    instantiations: figure('Instantiations'),
    checkSeconds: figure('Check time'),
    totalSeconds: figure('Total time'),
  }
  if (/: error TS\d+/.test(output) || Number.isNaN(cost.instantiations))
    throw new Error(
      `Failed to measure the types of ${path.basename(path.dirname(tsconfig))}: they do not compile.`,
    )
  return cost
}

/** `7.0.2` */
export const compilerVersion = async (): Promise<string> =>
  (await run(['--version'])).trim().replace(/^Version /, '')

const run = (args: readonly string[]) =>
  new Promise<string>((resolve) => {
    const command = [path.join(typescript, 'bin', 'tsc'), ...args]
    execFile(process.execPath, command, { maxBuffer: 64 * 1024 * 1024 }, (_, stdout) => resolve(stdout))
  })
