import { EntityNotFoundError } from '@duet/core'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkPair } from '../check.js'
import { createRecord } from '../records/create-record.js'
import { storedId, storeOf } from '../records/fill-store.js'
import { canBeCreated, canBeUpdated } from '../records/writable.js'

export const goneRecord = checkPair({
  name: 'changing a record that was deleted is an EntityNotFoundError',
  applies: (pair) => (canBeCreated(pair) === true ? canBeUpdated(pair) : canBeCreated(pair)),
  async run(pair, kit) {
    await using session = kit.start()
    const { external } = pair.mapper
    const { id = '', draft } = await createRecord({ kit, session }, pair)
    const store = storeOf(session, external)
    if (!store.delete(storedId(store, id)))
      throw new CannotCheckError(`the store ${external.name} has no ${id}`)
    const update = external.update?.(session.http, id, external.encode(draft))
    await expect(update).rejects.toBeInstanceOf(EntityNotFoundError)
    if (external.read)
      await expect(external.read(session.http, id)).rejects.toBeInstanceOf(EntityNotFoundError)
  },
})
