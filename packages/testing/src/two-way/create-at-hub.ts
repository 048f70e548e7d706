import { fillBlanks, type PlainRecord } from '@duet/core'
import type { Pair } from '../kit.js'
import { connecDraftOf, type Place, pairsFor } from '../records/create-record.js'
import { withPresentReferences } from '../records/present-references.js'
import { withoutBlanks } from '../records/without-blanks.js'
import { valueAt, withValue } from '../values/leaves.js'
import type { LinkedCompany } from './linked-company.js'

/**
 * Creates what the hub would have of a pair's fixture, had it come from another application; returns its id there. With
 * `sameKeys` the hub would take it for the application's copy of the fixture.
 */
export async function createAtHub(
  company: LinkedCompany,
  place: Place,
  pair: Pair,
  { sameKeys = false } = {},
): Promise<string> {
  const { connec, onCreate } = pair.mapper
  const inner: Place = { ...place, creating: [...(place.creating ?? []), pair] }
  const draft = fillBlanks(await connecDraftOf(place.session, pair), onCreate.connec)
  const record = await withPresentReferences(
    connec,
    sameKeys ? draft : withOwnKeys(pair, draft),
    async (resource) => {
      const referred = pairsFor(inner, resource).find(canComeFromHub)
      return referred && (await createAtHub(company, inner, referred))
    },
  )
  return await company.createAtHub(connec, connec.encode(withoutBlanks(record)))
}

/** Whether a record of the pair that is made at the hub gets to the application. */
export const canComeFromHub = ({ entity, mapper, fixtures }: Pair): boolean =>
  entity.push.external !== false && mapper.external.create !== undefined && fixtures.length > 0

/** Other values where the hub would match it with the application's copy of the fixture. */
function withOwnKeys({ entity, mapper }: Pair, draft: PlainRecord): PlainRecord {
  let record = draft
  for (const path of (entity.match[mapper.connec.name] ?? []).flat()) {
    const value = valueAt(record, path)
    if (typeof value === 'string' && value !== '') record = withValue(record, path, `hub-${value}`)
  }
  return record
}
