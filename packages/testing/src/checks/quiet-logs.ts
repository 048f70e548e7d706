import { expect } from 'vitest'
import { checkConnector } from '../check.js'
import { CANARY, SECRET } from '../privacy/canary.js'
import { overhear } from '../privacy/overhear.js'
import { provoke } from '../privacy/provoke.js'
import { linkCompany } from '../two-way/linked-company.js'

export const quietLogs = checkConnector({
  name: 'nothing that is logged or printed says what a record holds or what somebody signs in with',
  async run(connector, kit) {
    await using session = kit.start()
    await using company = await linkCompany(connector, session)
    const events: unknown[] = []
    const printed = await overhear(async () => {
      await provoke(kit, session)
      await connector.account(session.clientWith({ accessToken: SECRET })).catch(() => {})
      await company.attempt({ log: (event) => events.push(event) })
    })
    for (const said of [printed, JSON.stringify(events)])
      for (const kept of [CANARY, SECRET]) expect(said.includes(kept), `${kept} in what was said`).toBe(false)
  },
})
