import {
  createLinkAnswer,
  type Inbox,
  inbox,
  type Link,
  link,
  linkList,
  organizationList,
  type Run,
  runList,
} from '@duet/host-api'
import type { z } from 'zod'
import { approveConsent } from './consent.js'
import type { Session } from './session.js'

/** What a person does on the host's page, by its API. */
export interface HostClient {
  signIn(signInUrl: string): Promise<void>
  /** Links the first organization to a connector, through the consent page and back. */
  link(connector: string): Promise<Link>
  links(): Promise<readonly Link[]>
  synchronize(linkId: string): Promise<void>
  /** Runs of a link, newest first. */
  runs(linkId: string): Promise<readonly Run[]>
  /** Waits until the link has `count` finished runs and none is running. */
  waitForRuns(linkId: string, count: number): Promise<Run>
  inbox(linkId: string): Promise<Inbox>
}

const WAIT_MS = 600_000
const POLL_MS = 150

/** Speaks to a host at its URL within a session. */
export function createHostClient(hostUrl: string, session: Session): HostClient {
  const call = async <S extends z.ZodType>(
    method: string,
    path: string,
    schema: S,
    body?: unknown,
  ): Promise<z.output<S>> => {
    const response = await session.request(new URL(path, hostUrl), {
      method,
      headers: { 'x-duet': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok)
      throw new Error(`Failed to ${method} ${path}: the host answered ${response.status} ${text}`)
    return schema.parse(JSON.parse(text))
  }

  const organizationId = async (): Promise<string> => {
    const { organizations } = await call('GET', '/api/organizations', organizationList)
    const [first] = organizations
    if (!first) throw new Error('Failed to find a company: the host has none. Name one in its settings.')
    return first.id
  }

  const runs = async (linkId: string) =>
    (await call('GET', `/api/links/${linkId}/runs?limit=20`, runList)).runs

  return {
    signIn: async (signInUrl) => {
      const { url, response } = await session.visit(signInUrl)
      if (!response.ok) throw new Error(`Failed to sign in: ${url.pathname} answered ${response.status}`)
    },
    link: async (connector) => {
      const organization = await organizationId()
      const path = `/api/organizations/${organization}/links`
      const answer = await call('POST', path, createLinkAnswer, { connector })
      if (!('authorizeUrl' in answer)) return answer.link
      const landed = await approveConsent(session, answer.authorizeUrl)
      const { links } = await call('GET', path, linkList)
      const made = links.find(
        (candidate) => candidate.connector === connector && candidate.status === 'linked',
      )
      if (!made) throw new Error(`Failed to link ${connector}: the journey ended at ${landed.href}`)
      return call('GET', `/api/links/${made.id}`, link)
    },
    links: async () =>
      (await call('GET', `/api/organizations/${await organizationId()}/links`, linkList)).links,
    synchronize: async (linkId) => {
      const response = await session.request(new URL(`/api/links/${linkId}/synchronize`, hostUrl), {
        method: 'POST',
        headers: { 'x-duet': '1', 'content-type': 'application/json' },
        body: '{}',
      })
      if (!response.ok)
        throw new Error(`Failed to ask for a synchronization: ${response.status} ${await response.text()}`)
      await response.arrayBuffer()
    },
    runs,
    waitForRuns: async (linkId, count) => {
      const deadline = Date.now() + WAIT_MS
      while (Date.now() < deadline) {
        const found = await runs(linkId)
        const [newest] = found
        if (newest && found.every((run) => run.finishedAt !== null) && newest.number >= count) return newest
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      }
      throw new Error(
        `Failed to see run ${count} of link ${linkId} end: it took longer than ${WAIT_MS / 1000} s.`,
      )
    },
    inbox: (linkId) => call('GET', `/api/links/${linkId}/inbox`, inbox),
  }
}
