import { ExternalApiError } from '@duet/core'
import { expect } from 'vitest'
import { checkResource } from '../check.js'
import { readList } from '../records/read-list.js'

export const brokenAnswer = checkResource({
  name: 'an answer that is cut off or a page for people is an error',
  async run(resource, kit) {
    await using session = kit.start()
    const { faults } = session.simulator
    for (const kind of ['html', 'truncated'] as const) {
      const mend = faults.add({ do: { kind } })
      await expect(readList(session, resource), kind).rejects.toBeInstanceOf(ExternalApiError)
      mend()
    }
  },
})
