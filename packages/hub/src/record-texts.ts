import { type RoleNode, roleTree } from '@duet/connec-client'
import { isoSeconds } from '@duet/simulator'
import { rolesIn } from './collections.js'
import { type IdsOf, idsIn, type Reader, renderOne, showing } from './render-records.js'
import type { StoredRecord } from './stored-record.js'

/**
 * Records as the API shows them, as JSON. Where a record has neither references nor lines its fields are shown as they
 * are stored, without being read.
 */
export async function recordTexts(
  idsOf: IdsOf,
  records: readonly StoredRecord[],
  reader: Reader,
): Promise<string[]> {
  const shown = records.map((record) => ({ record, isPlain: isPlain(record) }))
  const ids = shown.flatMap(({ record, isPlain }) => (isPlain ? [record.id] : idsIn(record)))
  const show = await showing(idsOf, ids, reader)
  return shown.map(({ record, isPlain }) =>
    isPlain ? plainText(record, reader, show) : JSON.stringify(renderOne(record, reader, show)),
  )
}

/** The keys are those of `renderOne`, in its order. */
function plainText(
  { id, collection, text, createdAt, updatedAt }: StoredRecord,
  { company, group }: Reader,
  show: (id: string) => unknown,
): string {
  const head = `"id":${JSON.stringify(show(id))}`
  const fields = text.slice(1, -1)
  const created = isoSeconds(new Date(createdAt))
  const updated = createdAt === updatedAt ? created : isoSeconds(new Date(updatedAt))
  const owner = `"group_id":${JSON.stringify(group)},"channel_id":${JSON.stringify(company)}`
  const tail = `"created_at":"${created}","updated_at":"${updated}",${owner},"resource_type":"${collection}"`
  return `{${head},${fields === '' ? '' : `${fields},`}${tail}}`
}

/** Whether none of a record's keys holds an id. */
export const isPlain = ({ collection, text }: StoredRecord): boolean => !idKeysOf(collection).test(text)

const idKeys = new Map<string, RegExp>()

function idKeysOf(collection: string): RegExp {
  const known = idKeys.get(collection)
  if (known !== undefined) return known
  const keys = [...new Set(keysIn(roleTree(rolesIn(collection))))]
  // a key inside a text ends with an escaped quotation mark
  const found = new RegExp(`"(?:${keys.join('|')})":`)
  idKeys.set(collection, found)
  return found
}

/** The fields that hold ids, at any depth. */
const keysIn = ({ children }: RoleNode): string[] =>
  [...children].flatMap(([key, child]) =>
    child.role === undefined ? keysIn(child) : [key, ...keysIn(child)],
  )
