import { type ColumnsOf, integer, prose, rowCodec, text } from './columns.js'
import { uniqueViolation } from './database/unique-violation.js'
import { AlreadyExistsError } from './errors.js'
import { newId } from './new-id.js'
import type { StoreDatabase } from './tables.js'

/** A company: `uid` is its Connec! group id, unique within the tenant. */
export interface Organization {
  id: string
  tenant: string
  uid: string
  name: string
  createdAt: number
}

export interface Organizations {
  /** @throws AlreadyExistsError when the tenant has an organization of this uid. */
  create(organization: { tenant: string; uid: string; name: string }): Promise<Organization>
  byId(id: string): Promise<Organization | undefined>
  byUid(tenant: string, uid: string): Promise<Organization | undefined>
  /** All of them, oldest first. */
  list(): Promise<Organization[]>
}

export const organizationColumns = {
  id: text(),
  tenant: text(),
  uid: text(),
  name: prose,
  createdAt: integer,
} satisfies ColumnsOf<Organization>

const row = rowCodec(organizationColumns)

export function organizations(database: StoreDatabase): Organizations {
  const select = () => database.db.selectFrom('organizations').selectAll()

  return {
    async create({ tenant, uid, name }) {
      const organization = { id: newId(), tenant, uid, name, createdAt: Date.now() }
      try {
        await database.atomically((tx) =>
          tx.db.insertInto('organizations').values(row.write(organization)).execute(),
        )
      } catch (error) {
        if (uniqueViolation(error) === undefined) throw error
        throw new AlreadyExistsError(
          `Failed to create organization "${uid}" of tenant ${tenant}: there is one already. Read it with byUid.`,
          { cause: error },
        )
      }
      return organization
    },

    async byId(id) {
      const found = await select().where('id', '=', id).executeTakeFirst()
      return found && row.read(found)
    },

    async byUid(tenant, uid) {
      const found = await select().where('tenant', '=', tenant).where('uid', '=', uid).executeTakeFirst()
      return found && row.read(found)
    },

    async list() {
      return (await select().orderBy('id').execute()).map(row.read)
    },
  }
}
