import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { draftOf } from '../records/create-record.js'
import { canBeCreated } from '../records/writable.js'

const KEY = 'link-1:record?42'

export const keyedCreate = checkPair({
  name: 'a create under a key of ours makes one record, however often it is sent',
  applies: (pair) =>
    pair.mapper.external.upsert ? canBeCreated(pair) : `${pair.mapper.external.name} has no keys of ours`,
  async run(pair, kit) {
    await using session = kit.start()
    const { encode, idOf, upsert } = pair.mapper.external
    const draft = encode(await draftOf({ kit, session }, pair))
    const first = idOf(await upsert?.(session.http, KEY, draft))
    expect(first).toBeDefined()
    expect(idOf(await upsert?.(session.http, KEY, draft))).toBe(first)
    expect(idOf(await upsert?.(session.http, `${KEY}3`, draft))).not.toBe(first)
  },
})
