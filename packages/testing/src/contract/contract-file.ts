import { existsSync, readFileSync } from 'node:fs'
import { writeIfChanged } from '../write-if-changed.js'
import { type Contract, contract } from './contract.js'

const fileOf = (packageJson: URL): URL => new URL('contract.json', packageJson)

/** The contract of the last release, undefined before the first. */
export function readContract(packageJson: URL): Contract | undefined {
  const file = fileOf(packageJson)
  return existsSync(file) ? contract.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

export const writeContract = (packageJson: URL, written: Contract): void =>
  writeIfChanged(fileOf(packageJson), `${JSON.stringify(written, null, 2)}\n`)
