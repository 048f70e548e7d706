import { expect } from 'vitest'
import { firstSignIn } from '../authorization.js'
import { checkConnector } from '../check.js'
import { CANARY, SECRET, wordsOf } from '../privacy/canary.js'
import { provoke } from '../privacy/provoke.js'

export const quietErrors = checkConnector({
  name: 'no error says what a record holds or what somebody signs in with',
  async run(connector, kit) {
    await using session = kit.start()
    const errors = [...(await provoke(kit, session))]
    const credentials = firstSignIn(connector) === 'api-key' ? { apiKey: SECRET } : { accessToken: SECRET }
    await connector.account(session.clientWith(credentials)).catch((error: unknown) => errors.push(error))

    const words = errors.map(wordsOf)
    expect(words.filter((said) => said.includes(CANARY))).toEqual([])
    expect(words.filter((said) => said.includes(SECRET))).toEqual([])
  },
})
