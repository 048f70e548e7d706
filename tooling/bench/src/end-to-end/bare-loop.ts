import pg from 'pg'
import { Agent, type Dispatcher, request } from 'undici'
import { HUB } from '../servers/hub-names.js'
import { peakMemory } from '../worker/peak-memory.js'
import { benchConnector } from '../world/connector.js'
import { type Contact, type Person, toContact, toPerson } from './by-hand.js'

/** Where the loop works. */
export interface BareLoopInput {
  readonly databaseUrl: string
  readonly table: string
  readonly applicationUrl: string
  readonly hubUrl: string
}

/** What it cost, as the worker of Duet tells it. Times are milliseconds. */
export interface BareLoopFigures {
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakMb: number
}

const PAGE = 50
const AT_ONCE = 4
const REALM = '9'
const { name: provider } = benchConnector
const people = `/api/v2/${HUB.group}/people`
const hubHeaders = {
  authorization: `Basic ${Buffer.from(`${HUB.apiId}:${HUB.apiKey}`).toString('base64')}`,
  accept: 'application/vnd.api+json',
  'content-type': 'application/vnd.api+json',
  'connec-external-ids': 'true',
}

type Pair = readonly [connecId: string, externalId: string]
interface BatchAnswer {
  readonly results: readonly { readonly status: number; readonly body: { readonly people: Person } }[]
}

const input: BareLoopInput = JSON.parse(process.argv[2] ?? '{}')
const agent = new Agent({ connections: AT_ONCE })
const database = new pg.Client({ connectionString: input.databaseUrl })

async function applicationToHub(): Promise<void> {
  let offset: number | null = 0
  while (offset !== null) {
    const page: { records: Contact[]; next: number | null } = await ask(
      `${input.applicationUrl}/contacts?limit=${PAGE}&offset=${offset}`,
    )
    const answer = await batch(
      page.records.map((contact) => ({
        method: 'post',
        url: `${people}/`,
        params: { people: { ...toPerson(contact), id: ourId(contact.id) } },
      })),
    )
    await keep(
      page.records.map((contact, at): Pair => [hubIdOf(answer.results[at]?.body.people), `${contact.id}`]),
    )
    offset = page.next
  }
}

async function hubToApplication(): Promise<void> {
  let next: string | undefined = `${input.hubUrl}${people}?$top=${PAGE}`
  while (next !== undefined) {
    const page: { people: Person[]; pagination?: { next?: string } } = await ask(next, {
      headers: hubHeaders,
    })
    const fresh = page.people.filter(({ id }) => !id?.some((entry) => entry.provider === provider))
    const pairs: Pair[] = []
    for (let from = 0; from < fresh.length; from += AT_ONCE)
      pairs.push(...(await Promise.all(fresh.slice(from, from + AT_ONCE).map(create))))
    if (pairs.length > 0) await batch(pairs.map(announcement))
    await keep(pairs)
    next = page.pagination?.next
  }
}

async function create(person: Person): Promise<Pair> {
  const contact: Contact = await ask(`${input.applicationUrl}/contacts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(toContact(person)),
  })
  return [hubIdOf(person), `${contact.id}`]
}

const announcement = ([connecId, externalId]: Pair) => ({
  method: 'put',
  url: `${people}/${connecId}`,
  params: { people: { id: ourId(externalId) } },
})

const ourId = (id: string | number) => [{ id: `${id}`, provider, realm: REALM }]

function hubIdOf(person: Person | undefined): string {
  const id = person?.id?.find((entry) => entry.provider === 'connec')?.id
  if (id === undefined) throw new Error('Failed to pair a record: the hub answered without an id of its own.')
  return id
}

async function batch(ops: readonly object[]): Promise<BatchAnswer> {
  const answer: BatchAnswer = await ask(`${input.hubUrl}/batch`, {
    method: 'POST',
    headers: hubHeaders,
    body: JSON.stringify({ sequential: true, ops }),
  })
  const refused = answer.results.find(({ status }) => status !== 200 && status !== 201)
  if (refused !== undefined) throw new Error(`Failed to write a batch: one answer was ${refused.status}.`)
  return answer
}

async function keep(pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return
  await database.query(
    `insert into ${input.table} select * from unnest($1::text[], $2::text[])
     on conflict (connec_id) do update set external_id = excluded.external_id`,
    [pairs.map(([connecId]) => connecId), pairs.map(([, externalId]) => externalId)],
  )
}

/** The JSON of an answer. Its shape is taken on trust, as a loop without schemas does. */
async function ask<Body>(url: string, options: Partial<Dispatcher.RequestOptions> = {}): Promise<Body> {
  const { statusCode, body } = await request(url, { dispatcher: agent, method: 'GET', ...options })
  const text = await body.text()
  if (statusCode >= 300) throw new Error(`Failed to ask ${url}: ${statusCode} ${text.slice(0, 200)}`)
  return JSON.parse(text)
}

process.on('disconnect', () => process.exit())
await database.connect()
const cpu = process.cpuUsage()
const started = performance.now()
await database.query(
  `create table ${input.table} (connec_id text primary key, external_id text not null unique)`,
)
await applicationToHub()
await hubToApplication()
const { user, system } = process.cpuUsage(cpu)
const figures: BareLoopFigures = {
  wallMs: performance.now() - started,
  cpuMs: (user + system) / 1000,
  peakMb: peakMemory(),
}
await database.end()
process.send?.(figures, () => process.exit())
