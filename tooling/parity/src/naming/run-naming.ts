import { connecNames } from '@duet/connec-client'
import { z } from 'zod'
import type { Outcome } from '../runner.js'
import type { Vector } from '../vector.js'

const naming = z.looseObject({
  connecEntityName: z.string(),
  plural: z.string(),
  publicPlural: z.string(),
  publicExternalPlural: z.string(),
  idmapName: z.string(),
  singleton: z.string(),
  publicSingleton: z.string(),
  webhookName: z.string(),
})

/** Names of Connec! records; those of Ruby classes have no counterpart. */
export async function runNaming(vector: Vector): Promise<Outcome> {
  if (vector.connecEntityName === undefined) return { internal: true, differences: [] }
  const expected = naming.parse(vector)
  const names = connecNames(expected.connecEntityName)
  const pairs: [string, string, string][] = [
    ['plural', expected.plural, names.collection],
    ['publicPlural', expected.publicPlural, names.titles],
    ['publicExternalPlural', expected.publicExternalPlural, names.titles],
    ['idmapName', expected.idmapName, names.words],
    ['singleton', expected.singleton, names.name],
    ['publicSingleton', expected.publicSingleton, names.title],
    ['webhookName', expected.webhookName, names.collection],
  ]
  return {
    differences: pairs
      .filter(([, recorded, ours]) => recorded !== ours)
      .map(([field, recorded, ours]) => `${field}: expected "${recorded}", got "${ours}"`),
  }
}
