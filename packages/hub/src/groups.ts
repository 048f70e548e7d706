import { createHash, timingSafeEqual } from 'node:crypto'

/** An application of a company, with its keys to the hub. */
export interface HubGroup {
  /** `cld-…` */
  readonly uid: string
  readonly apiId: string
  readonly apiKey: string
  /** Where it is told of changes; nowhere unless said. */
  readonly notificationUrl?: string | undefined
  /** Collections it is told of; all unless said. */
  readonly subscriptions?: readonly string[] | undefined
}

/** A company whose applications share records. */
export interface HubCompany {
  /** `org-…`, also the realm of the hub's own ids. */
  readonly uid: string
  readonly name: string
  readonly groups: readonly HubGroup[]
}

/** A group and the company it belongs to. */
export interface Membership {
  readonly company: HubCompany
  readonly group: HubGroup
}

/** The companies and groups of a hub. */
export interface Groups {
  addCompany(company: HubCompany): void
  addGroup(companyUid: string, group: HubGroup): void
  company(uid: string): HubCompany | undefined
  groupsOf(companyUid: string): readonly HubGroup[]
  /** The group an `Authorization` header opens; undefined when it does not. */
  authenticate(groupUid: string, authorization: string | null): Membership | undefined
}

export function createGroups(companies: readonly HubCompany[]): Groups {
  const known = new Map<string, HubCompany>(companies.map((company) => [company.uid, company]))
  /** What the last header was compared with: the operations of a batch share theirs. */
  let last = { header: '', digest: digest('') }
  const digestOf = (header: string): Buffer => {
    if (header !== last.header) last = { header, digest: digest(header) }
    return last.digest
  }
  return {
    addCompany: (company) => void known.set(company.uid, company),
    addGroup(companyUid, group) {
      const company = known.get(companyUid)
      if (company === undefined)
        throw new TypeError(
          `Failed to add the group ${group.uid}: there is no company ${companyUid}. Add it first.`,
        )
      const others = company.groups.filter(({ uid }) => uid !== group.uid)
      known.set(companyUid, { ...company, groups: [...others, group] })
    },
    company: (uid) => known.get(uid),
    groupsOf: (companyUid) => known.get(companyUid)?.groups ?? [],
    authenticate(groupUid, authorization) {
      for (const company of known.values()) {
        const group = company.groups.find(({ uid }) => uid === groupUid)
        if (group !== undefined && isSame(group, digestOf(authorization ?? ''))) return { company, group }
      }
      return undefined
    },
  }
}

/** The header a group authenticates with, in both directions. */
export const basicOf = ({ apiId, apiKey }: HubGroup): string =>
  `Basic ${Buffer.from(`${apiId}:${apiKey}`, 'utf8').toString('base64')}`

const isSame = (group: HubGroup, given: Buffer): boolean => {
  const wanted = digests.get(group) ?? digest(basicOf(group))
  digests.set(group, wanted)
  return timingSafeEqual(wanted, given)
}

const digests = new WeakMap<HubGroup, Buffer>()

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
