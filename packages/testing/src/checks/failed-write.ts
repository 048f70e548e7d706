import { ExternalApiError } from '@duet/core'
import type { Fault } from '@duet/simulator'
import { expect } from 'vitest'
import { checkPair } from '../check.js'
import { createRecord, draftOf } from '../records/create-record.js'
import { canBeCreated, canBeUpdated } from '../records/writable.js'

const refusal = { error: 'no' }
const troubles: readonly Fault['do'][] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 400, body: refusal },
  { kind: 'lost-answer' },
]

export const failedWrite = checkPair({
  name: 'a write that fails or is not answered is an error, and a create is sent once',
  applies: canBeCreated,
  async run(pair, kit) {
    await using session = kit.start()
    const { faults, requests } = session.simulator
    const { create, encode, update } = pair.mapper.external
    const draft = encode(await draftOf({ kit, session }, pair))
    const { id = '' } = await createRecord({ kit, session }, pair)
    const isUpdated = canBeUpdated(pair) === true
    for (const trouble of troubles) {
      const what = trouble.kind === 'status' ? String(trouble.status) : trouble.kind
      const mend = faults.add({ when: { matches: ({ method }) => method !== 'GET' }, do: trouble })
      requests.clear()
      const creating = (async () => create?.(session.http, draft))()
      await expect(creating, `a create, ${what}`).rejects.toBeInstanceOf(ExternalApiError)
      const sent = requests.requests.filter(({ method }) => method !== 'GET')
      expect(sent.length, `requests of a create, ${what}`).toBe(1)
      if (isUpdated) {
        const updating = (async () => update?.(session.http, id, draft))()
        await expect(updating, `an update, ${what}`).rejects.toBeInstanceOf(ExternalApiError)
      }
      mend()
    }
  },
})
