import { isPlainObject, RejectedError } from '@duet/core'
import { expect } from 'vitest'
import { CannotCheckError } from '../cannot-check-error.js'
import { checkPair } from '../check.js'
import { draftOf } from '../records/create-record.js'
import { canBeCreated } from '../records/writable.js'

export const refusedRecord = checkPair({
  name: 'a refused record is a RejectedError that says what is wrong',
  applies: canBeCreated,
  async run(pair, kit) {
    await using session = kit.start()
    const { requests } = session.simulator
    const { create, encode } = pair.mapper.external
    for (const nonsense of nonsenses(encode(await draftOf({ kit, session }, pair)))) {
      requests.clear()
      try {
        await create?.(session.http, nonsense)
      } catch (error) {
        if (!(error instanceof RejectedError)) throw error
        expect(error.details.map(({ message }) => message)).not.toContain('')
        expect(error.details.length).toBeGreaterThan(0)
        return
      }
      const refused = requests.requests.filter(({ status }) => status >= 400)
      expect(refused, 'a refusal was taken for a success').toEqual([])
    }
    throw new CannotCheckError('the simulator refuses nothing')
  },
})

/** What hardly any application takes: nothing at all, and objects in the place of values. */
function nonsenses(draft: unknown): unknown[] {
  const keys = isPlainObject(draft) ? Object.keys(draft) : []
  return [{}, Object.fromEntries(keys.map((key) => [key, { nonsense: true }]))]
}
