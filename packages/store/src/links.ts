import { sql } from 'kysely'
import { uniqueViolation } from './database/unique-violation.js'
import { AccountAlreadyLinkedError, AlreadyExistsError } from './errors.js'
import { type EntitySwitch, type Link, linkRow } from './link.js'
import { newId } from './new-id.js'
import type { StoreDatabase } from './tables.js'

const HOUR_MS = 3_600_000

/** A link to be; whatever is left out starts empty, linked and due once an hour. */
export type NewLink = Pick<Link, 'organizationId' | 'connector'> & Partial<Link>

/** Fields of a link that may change. */
export type LinkChanges = Partial<Omit<Link, 'id' | 'organizationId' | 'connector' | 'createdAt'>>

export interface Links {
  /** @throws AccountAlreadyLinkedError, AlreadyExistsError when the organization has a link of this connector. */
  create(link: NewLink): Promise<Link>
  byId(id: string): Promise<Link | undefined>
  byOrganization(organizationId: string): Promise<Link[]>
  list(): Promise<Link[]>
  /** The link that has the account at the application now; undefined when none has. */
  byAccount(connector: string, accountId: string): Promise<Link | undefined>
  /**
   * Changes the given fields; undefined when there is no such link.
   * @throws AccountAlreadyLinkedError
   */
  update(id: string, changes: LinkChanges): Promise<Link | undefined>
  /** Replaces the entity switches. */
  setEntities(id: string, entities: Record<string, EntitySwitch>): Promise<Link | undefined>
  /**
   * Claims the links whose time has come (linked, not suspended); of too many, the longest waiting. Each is returned to
   * one caller only, with its next time set an interval (±10 %, so that links do not march in step) later.
   */
  due(now: number, limit: number): Promise<Link[]>
  /** Makes the link due at `now`. */
  scheduleNow(id: string, now: number): Promise<void>
  /** Deletes the link and everything that belongs to it: id maps, cursors, runs, credentials. */
  forget(id: string): Promise<void>
}

export function links(database: StoreDatabase): Links {
  const select = () => database.db.selectFrom('links').selectAll()

  async function update(id: string, changes: LinkChanges): Promise<Link | undefined> {
    return await database.atomically(async (tx) => {
      const found = await tx.db
        .selectFrom('links')
        .selectAll()
        .where('id', '=', id)
        // Two changes of different fields at once must not undo each other.
        .$if(tx.dialect === 'postgres', (query) => query.forNoKeyUpdate())
        .executeTakeFirst()
      if (found === undefined) return undefined
      const link: Link = { ...linkRow.read(found), updatedAt: Date.now(), ...changes, id }
      await tx.db
        .updateTable('links')
        .set(linkRow.write(link))
        .where('id', '=', id)
        .execute()
        .catch((error: unknown) => refuse(error, link))
      return link
    })
  }

  return {
    async create(changes) {
      const link = newLink(changes)
      await database
        .atomically((tx) => tx.db.insertInto('links').values(linkRow.write(link)).execute())
        .catch((error: unknown) => refuse(error, link))
      return link
    },

    async byId(id) {
      const found = await select().where('id', '=', id).executeTakeFirst()
      return found && linkRow.read(found)
    },

    async byOrganization(organizationId) {
      const rows = await select().where('organizationId', '=', organizationId).orderBy('id').execute()
      return rows.map(linkRow.read)
    },

    async list() {
      return (await select().orderBy('id').execute()).map(linkRow.read)
    },

    async byAccount(connector, accountId) {
      const found = await select()
        .where('connector', '=', connector)
        .where('accountId', '=', accountId)
        .where('status', '<>', 'unlinked')
        .executeTakeFirst()
      return found && linkRow.read(found)
    },

    update,

    setEntities: (id, entities) => update(id, { entities }),

    async due(now, limit) {
      const random = database.dialect === 'sqlite' ? sql`abs(random() % 1000000) / 1000000.0` : sql`random()`
      const rows = await database.db
        .updateTable('links')
        .set({ nextRunAt: sql<number>`cast(${now} + interval_ms * (0.9 + 0.2 * ${random}) as bigint)` })
        .where('id', 'in', (query) =>
          query
            .selectFrom('links as waiting')
            .select('waiting.id')
            .where('waiting.status', '=', 'linked')
            .where('waiting.nextRunAt', '<=', now)
            .where((or) =>
              or.or([or('waiting.suspendedUntil', 'is', null), or('waiting.suspendedUntil', '<=', now)]),
            )
            .orderBy('waiting.nextRunAt')
            .limit(limit),
        )
        // Said once more outside: a host that waited for another's claim looks at the row again, but only here.
        .where('nextRunAt', '<=', now)
        .returningAll()
        .execute()
      return rows.map(linkRow.read)
    },

    async scheduleNow(id, now) {
      await database.db.updateTable('links').set({ nextRunAt: now }).where('id', '=', id).execute()
    },

    async forget(id) {
      await database.db.deleteFrom('links').where('id', '=', id).execute()
    },
  }
}

function newLink(link: NewLink): Link {
  const now = link.createdAt ?? Date.now()
  return {
    id: newId(),
    status: 'linked',
    accountId: null,
    accountName: null,
    entities: {},
    historyLimit: null,
    health: { state: 'ok', message: null, since: now },
    consecutiveFailures: 0,
    suspendedUntil: null,
    nextRunAt: null,
    intervalMs: HOUR_MS,
    createdAt: now,
    updatedAt: now,
    ...link,
  }
}

function refuse(error: unknown, link: Link): never {
  const clash = uniqueViolation(error)
  if (clash === undefined) throw error
  if (clash.includes('account_id')) throw new AccountAlreadyLinkedError(link, error)
  throw new AlreadyExistsError(
    `Failed to create a link to ${link.connector}: the organization has one already. Update that one; it keeps its id maps and cursors.`,
    { cause: error },
  )
}
