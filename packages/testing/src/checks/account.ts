import { expect } from 'vitest'
import { checkConnector } from '../check.js'

export const account = checkConnector({
  name: 'the linked account is named as the application names it',
  async run(connector, kit) {
    await using session = kit.start()
    const { id, name } = session.simulator.account
    expect(await connector.account(session.http)).toEqual({ id, name })
  },
})
