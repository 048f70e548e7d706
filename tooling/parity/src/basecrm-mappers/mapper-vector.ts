import { z } from 'zod'

const record = z.record(z.string(), z.unknown())
const result = z.looseObject({ expected: z.unknown().optional(), error: z.unknown().optional() })

/** A record that went through one of the old mappers of Base CRM. */
export const mapperVector = z.looseObject({
  name: z.string(),
  entity: z.string(),
  direction: z.enum(['connec_to_external', 'external_to_connec']),
  /** The other side's kind of record, where there are several. */
  target: z.string().optional(),
  organization: z.object({ oauth_provider: z.string(), oauth_uid: z.coerce.string() }),
  stages: z.array(z.unknown()).nullish(),
  input: record,
  mapper: result.optional(),
  entityResult: result,
  objectName: result.optional(),
  inactive: result.optional(),
})

export type MapperVector = z.output<typeof mapperVector>
