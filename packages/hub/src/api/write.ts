import { isPlainObject, type PlainRecord } from '@duet/core'
import { COMPANY, isCollection } from '../collections.js'
import type { Membership } from '../groups.js'
import { HubRefusal, notFound, unknownResource } from '../hub-refusal.js'
import { recordTexts } from '../record-texts.js'
import { companyIn, writeCompany } from '../writing/company-record.js'
import { updateRecordById, upsertRecord } from '../writing/upsert-record.js'
import type { WriteSession, Written } from '../writing/write-session.js'
import type { Step } from '../writing/writer.js'
import type { ApiContext, Execution } from './context.js'
import type { HubAnswer, HubRequest } from './hub-request.js'

/** What is written, and by whom. */
export interface WriteTarget {
  readonly context: ApiContext
  readonly request: HubRequest
  readonly member: Membership
  readonly collection: string
  readonly id: string | undefined
}

/** `POST` and `PUT`: in a transaction of its own, or as a step of a batch. */
export function write(target: WriteTarget, execution: Execution | undefined): Promise<HubAnswer> {
  if (!isCollection(target.collection)) throw unknownResource()
  const body = bodyOf(target)
  const act = (step: Step) => writeIn(step, target, body)
  return execution === undefined ? target.context.writer.run(act) : act(execution.step)
}

function writeIn(step: Step, target: WriteTarget, body: PlainRecord): Promise<HubAnswer> {
  const { member, request, collection } = target
  const [company, group] = [member.company.uid, member.group.uid]
  return step({ company, by: group }, async (session) => {
    const { status, record } = await written(session, target, body)
    const reader = { company, group, externalIds: request.externalIds }
    const [rendered] = await recordTexts(
      (...asked) => session.buffer.ids.ofRecords(...asked),
      [record],
      reader,
    )
    const headers = status === 201 ? { location: `/api/v2/${group}/${collection}/${record.id}` } : {}
    return { status, headers, body: `{"${collection}":${rendered}}` }
  })
}

async function written(session: WriteSession, target: WriteTarget, body: PlainRecord): Promise<Written> {
  const { request, collection, id } = target
  if (collection === COMPANY) {
    const known = id === undefined ? undefined : await companyIn(session)
    if (known?.id !== id) throw notFound()
    return writeCompany(session, body)
  }
  if (request.method === 'POST') {
    if (id !== undefined) throw new HubRefusal(405, 'Method not allowed')
    return upsertRecord(session, collection, body)
  }
  if (id === undefined) throw new HubRefusal(405, 'Method not allowed')
  return updateRecordById(session, { collection, id }, body)
}

/** `{ "people": { … } }`; further keys are tolerated. */
function bodyOf({ request, collection }: WriteTarget): PlainRecord {
  const record = isPlainObject(request.body) ? request.body[collection] : undefined
  if (isPlainObject(record)) return record
  throw new HubRefusal(400, 'Invalid body', `The body must hold one object under "${collection}"`)
}
