import { isDeepStrictEqual } from 'node:util'
import { idsOfLines, unfoldReferences } from '@duet/connec-client'
import { z } from 'zod'
import { fieldDifferences } from '../field-differences.js'
import type { Outcome } from '../runner.js'
import { difference } from '../same-meaning.js'
import { recordsError, type Vector } from '../vector.js'
import { referenceVector } from './fold.js'
import { rolesOf } from './roles-of.js'

const unfolded = z.object({
  entity: z.record(z.string(), z.unknown()).nullable(),
  connec_id: z.string().nullable(),
  id_refs_only_connec_entity: z.unknown(),
})

/** A record of the hub in our ids: null where a reference has none of ours yet, so that it waits. */
export function unfold(vector: Vector): Outcome {
  const { organization, references, input, expected } = referenceVector.parse(vector)
  const identity = { provider: organization.oauth_provider, realm: organization.oauth_uid }
  const roles = rolesOf(references)
  const before = structuredClone(input)
  const { fields, connecId, externalIds, missing } = unfoldReferences(roles, input, identity)
  const avoided = isDeepStrictEqual(input, before) ? { avoided: 'The input is as it was.' } : {}
  if (recordsError(vector)) return { differences: [], ...avoided }
  const recorded = unfolded.parse(expected)
  const entity = missing.length > 0 ? null : { ...fields, id: externalIds[0] }
  return {
    ...avoided,
    differences: [
      ...(recorded.entity === null || entity === null
        ? difference('entity', recorded.entity, entity)
        : fieldDifferences(recorded.entity, entity, 'entity')),
      ...difference('connec_id', recorded.connec_id, connecId),
      ...difference('line ids', recorded.id_refs_only_connec_entity, idsOfLines(roles, input)),
    ],
  }
}
