import { foldReferences } from '@duet/connec-client'
import { z } from 'zod'
import { fieldDifferences } from '../field-differences.js'
import type { Outcome } from '../runner.js'
import { recordsError, type Vector } from '../vector.js'
import { declaredReferences, rolesOf } from './roles-of.js'

export const referenceVector = z.looseObject({
  organization: z.object({ oauth_provider: z.string(), oauth_uid: z.string() }),
  references: declaredReferences,
  input: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()).optional(),
})

/** Our ids on their way to the hub. */
export function fold(vector: Vector): Outcome {
  const { organization, references, input, expected } = referenceVector.parse(vector)
  const identity = { provider: organization.oauth_provider, realm: organization.oauth_uid }
  const folded = foldReferences(rolesOf(references), input, identity)
  return { differences: recordsError(vector) ? [] : fieldDifferences(expected, folded, 'record') }
}
