import { expect } from 'vitest'
import { checkConnector } from '../check.js'
import { closestPackageJson } from '../closest-package-json.js'
import { compareContracts } from '../contract/compare-contracts.js'
import { contractOf } from '../contract/contract.js'
import { readContract, writeContract } from '../contract/contract-file.js'

export const contractKept = checkConnector({
  name: 'what companies rely on is as in contract.json',
  async run(connector, { packageJson = closestPackageJson() }) {
    const now = contractOf(connector)
    const before = readContract(packageJson)
    const { broken, added } = before ? compareContracts(before, now) : { broken: [], added: ['all of it'] }
    expect(
      broken,
      `the contract of ${connector.name} changed: ${broken.join('; ')}. Companies that are linked rely on it: take the change back, or say in a changeset what they have to expect, delete contract.json, run the tests again and commit the new one`,
    ).toEqual([])
    // what is only new breaks nobody: it is kept from now on
    if (added.length > 0) writeContract(packageJson, now)
  },
})
