import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { createRecord } from '../records/create-record.js'
import { readRecord } from '../records/read-record.js'
import { canBeCreated } from '../records/writable.js'
import { filledLeaves } from '../values/leaves.js'

export const createdId = checkPair({
  name: 'a create answers with the id under which the record is found',
  applies: canBeCreated,
  async run(pair, kit) {
    await using session = kit.start()
    const { id, draft } = await createRecord({ kit, session }, pair)
    if (id === undefined) throw new Error('the answer to the create holds no id')
    const found = filledLeaves(await readRecord(session, pair.mapper.external, id))
    for (const [path, value] of filledLeaves(draft)) expect([path, found.get(path)]).toEqual([path, value])
  },
})
