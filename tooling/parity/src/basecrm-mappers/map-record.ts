import { foldReferences } from '@duet/connec-client'
import { fillBlanks, type PlainRecord } from '@duet/core'
import { HUB_ID, readHubRecord } from '../read-hub-record.js'
import type { Pair } from './find-pair.js'
import type { MapperVector } from './mapper-vector.js'

/** A record as it is sent to the other side to create it, and what is known of it here. */
export interface Mapped {
  readonly sent: unknown
  readonly label: string
  /** What stands for a name where the record has none. */
  readonly noLabel: string
  readonly inactive: boolean | undefined
}

/** Every record that is read has an id; one of a vector without any gets this, which is not compared. */
const STAND_IN = '1'

/** Carries a record over by the mapper of a pair. Throws what reading, mapping and writing throw. */
export const mapRecord = (pair: Pair, vector: MapperVector, context: unknown): Mapped =>
  vector.direction === 'connec_to_external'
    ? toExternal(pair, vector, context)
    : toConnec(pair, vector, context)

function toExternal({ mapper }: Pair, { input, organization }: MapperVector, context: unknown): Mapped {
  const record = readHubRecord(mapper.connec, input, identityOf(organization))
  const draft = fillBlanks(mapper.toExternal(record, context), mapper.onCreate.external)
  return {
    sent: mapper.external.encode(draft),
    label: mapper.connec.labelOf(record),
    noLabel: HUB_ID,
    inactive: undefined,
  }
}

function toConnec({ entity, mapper }: Pair, { input, organization }: MapperVector, context: unknown): Mapped {
  const read = mapper.external.parse({ ...input, id: input.id ?? STAND_IN })
  const record: PlainRecord = read.fields
  const draft = fillBlanks(mapper.toConnec(record, context), mapper.onCreate.connec)
  const id = input.id == null ? {} : { id: read.id }
  return {
    sent: foldReferences(mapper.connec, { ...mapper.connec.encode(draft), ...id }, identityOf(organization)),
    label: mapper.external.labelOf(read),
    noLabel: read.id,
    inactive: entity.inactive[mapper.external.name]?.(record) ?? false,
  }
}

const identityOf = ({ oauth_provider, oauth_uid }: MapperVector['organization']) => ({
  provider: oauth_provider,
  realm: oauth_uid,
})
