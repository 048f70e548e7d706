import { type BaseCrmSimulator, createBaseCrmSimulator } from '@duet/connector-basecrm/simulator'
import type { Hub } from '@duet/hub'

/** A company that works in the hub and in its own Base CRM account. */
export interface Company {
  /** Of the company at the hub. */
  readonly uid: string
  readonly name: string
  /** The host's application at the hub, and that of the people who edit there. */
  readonly hostGroup: string
  readonly peopleGroup: string
  readonly baseCrm: BaseCrmSimulator
  /** Signs in to the account. */
  readonly token: string
}

export const HOST_API = { apiId: 'app-duet', apiKey: 'chaos-key-of-the-host' }
export const PEOPLE_API = { apiId: 'app-people', apiKey: 'chaos-key-of-people' }

const FIRST_ACCOUNT = 900_001

/** Founds a company at the hub and opens an account at Base CRM. `publicUrl` is where Base CRM is reached. */
export async function foundCompany(hub: Hub, number: number, publicUrl: string): Promise<Company> {
  const uid = `org-${number}`
  const name = `Company ${number}`
  const hostGroup = `cld-host-${number}`
  const peopleGroup = `cld-people-${number}`
  const groups = [
    { uid: hostGroup, ...HOST_API },
    { uid: peopleGroup, ...PEOPLE_API },
  ]
  await hub.addCompany({ uid, name, groups })
  const account = { id: FIRST_ACCOUNT + number, name, currency: 'EUR', timezone: 'UTC', phone: null }
  const baseCrm = createBaseCrmSimulator({ account, publicUrl })
  return { uid, name, hostGroup, peopleGroup, baseCrm, token: baseCrm.oauth.issue() }
}
