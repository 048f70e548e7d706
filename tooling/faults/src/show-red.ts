import path from 'node:path'
import { startVitest } from 'vitest/node'
import type { Fault, Planting } from './fault.js'

/** How the test of a fault came out with the fault planted. */
export type Shade = 'red' | 'green' | 'not run'

/** Runs the one test with the fault planted in memory; no file is touched. */
export async function showRed(root: string, { plant, test }: Fault): Promise<Shade> {
  const planted = new Set<Planting>()
  const vitest = await startVitest(
    'test',
    [test.file],
    {
      root,
      config: false,
      run: true,
      watch: false,
      reporters: [{}],
      testNamePattern: literally(test.name),
      // A module kept from another run would be one without the fault.
      fsModuleCache: false,
      testTimeout: PATIENCE_MS,
      hookTimeout: PATIENCE_MS,
    },
    { plugins: [plantIn(root, plant, planted)] },
  )
  const modules = vitest.state.getTestModules()
  const tests = modules.flatMap(({ children }) => [...children.allTests()])
  const ran = tests.filter((one) => one.name === test.name).map((one) => one.result().state)
  await vitest.close()
  // A failed test of planted faults is what was asked for.
  process.exitCode = 0
  if (planted.size < plant.length || !ran.some((state) => state === 'passed' || state === 'failed'))
    return 'not run'
  return ran.includes('failed') ? 'red' : 'green'
}

const PATIENCE_MS = 120_000

const literally = (name: string): RegExp => new RegExp(name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))

function plantIn(root: string, plant: readonly Planting[], planted: Set<Planting>) {
  return {
    name: 'plant-faults',
    enforce: 'pre' as const,
    transform(code: string, id: string): string | undefined {
      let spoiled = code
      for (const planting of plant) {
        if (path.relative(root, id.split('?')[0] ?? '') !== path.normalize(planting.file)) continue
        if (spoiled.includes(planting.find)) planted.add(planting)
        spoiled = spoiled.replace(planting.find, () => planting.with)
      }
      return spoiled === code ? undefined : spoiled
    },
  }
}
