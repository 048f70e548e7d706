import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Check, type CheckOutcome, runChecks } from '../../src/index.js'
import { createMiniCrm } from '../mini-crm/create-mini-crm.js'
import { fixtures, moves, values } from '../mini-crm/fixtures.js'
import { miniCrm } from '../mini-crm/mini-crm.js'
import type { Mutant } from './mutant.js'

/** The good connector's package, in a temporary folder; its contract is written when it is first checked. */
const packageJson = writePackage()

/** How the good connector, or a mutant of it, comes out. */
export const outcomesOf = (
  { mutate, options }: Partial<Mutant> = {},
  only?: readonly Check[],
): Promise<readonly CheckOutcome[]> =>
  runChecks(mutate?.(miniCrm) ?? miniCrm, {
    simulator: () => createMiniCrm(),
    fixtures,
    moves,
    packageJson,
    values,
    ...options,
    ...(only && { only }),
  })

/** The names of the checks a mutant fails. */
export async function failedChecks(mutant: Mutant, only?: readonly Check[]): Promise<ReadonlySet<string>> {
  const outcomes = await outcomesOf(mutant, only)
  return new Set(outcomes.filter(({ status }) => status === 'failed').map(({ check }) => check))
}

function writePackage(): URL {
  const folder = mkdtempSync(path.join(tmpdir(), 'mini-crm-'))
  const manifest = {
    name: 'mini-crm',
    version: '0.1.0',
    type: 'module',
    duet: { connector: 'miniCrm', apiVersion: '^1.0' },
    exports: { '.': './index.js' },
  }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(
    path.join(folder, 'index.js'),
    "export const miniCrm = { kind: 'connector', name: 'mini-crm' }\n",
  )
  return pathToFileURL(path.join(folder, 'package.json'))
}
