import { CannotCheckError } from '../cannot-check-error.js'
import type { Pair } from '../kit.js'
import type { HubRecord, LinkedCompany } from './linked-company.js'

/** The hub's record of one of the application. Throws `CannotCheckError` when there is none. */
export async function recordAtHub(company: LinkedCompany, { mapper }: Pair, id: string): Promise<HubRecord> {
  const { connec, external } = mapper
  const records = await company.hubRecords(connec, external.idScope)
  const found = records.find(({ externalIds }) => externalIds.includes(id))
  if (found === undefined) throw new CannotCheckError(`${external.name} ${id} is not shared`)
  return found
}
