import type { CredentialStore } from './credential-store.js'
import { type Credentials, credentials } from './credentials.js'
import { SealError } from './errors.js'
import type { Sealer } from './sealer.js'

/** Credentials and the version they were read at. */
export interface StoredCredentials {
  version: number
  credentials: Credentials
}

/** The only door to credentials: sealed inside, plain outside. */
export interface Vault {
  /** Throws `SealError`. */
  get(linkId: string): Promise<Credentials | undefined>
  read(linkId: string): Promise<StoredCredentials | undefined>
  /** Writes whatever was there before: an account is linked (again). */
  put(linkId: string, credentials: Credentials): Promise<void>
  /** Writes only over the version read; false when somebody else was first. */
  replace(linkId: string, next: StoredCredentials): Promise<boolean>
  /** Seals with the current key what is sealed with an older one; false when there was nothing to do. */
  reseal(linkId: string): Promise<boolean>
  remove(linkId: string): Promise<void>
  lease(linkId: string, owner: string, now: number, ms: number): Promise<boolean>
  release(linkId: string, owner: string): Promise<void>
}

/**
 * @example
 * const vault = createVault({ store: store.credentials, sealer })
 * await vault.put(link.id, { kind: 'oauth2', tokens })
 */
export function createVault({ store, sealer }: { store: CredentialStore; sealer: Sealer }): Vault {
  const seal = (linkId: string, plain: Credentials) => sealer.seal(JSON.stringify(plain), linkId)

  async function read(linkId: string): Promise<StoredCredentials | undefined> {
    const row = await store.read(linkId)
    if (row === undefined) return undefined
    return { version: row.version, credentials: parse(sealer.open(row.sealed, linkId)) }
  }

  async function replace(linkId: string, next: StoredCredentials): Promise<boolean> {
    const sealed = seal(linkId, next.credentials)
    return (await store.write(linkId, { sealed, expectedVersion: next.version })) !== undefined
  }

  return {
    read,
    replace,
    get: async (linkId) => (await read(linkId))?.credentials,
    async put(linkId, plain) {
      const sealed = seal(linkId, plain)
      for (let written: number | undefined; written === undefined; ) {
        const row = await store.read(linkId)
        written = await store.write(linkId, { sealed, expectedVersion: row?.version ?? null })
      }
    },
    async reseal(linkId) {
      const row = await store.read(linkId)
      if (row === undefined || sealer.isCurrent(row.sealed)) return false
      const plain = parse(sealer.open(row.sealed, linkId))
      return replace(linkId, { version: row.version, credentials: plain })
    },
    remove: (linkId) => store.remove(linkId),
    lease: (linkId, owner, now, ms) => store.lease(linkId, owner, now, ms),
    release: (linkId, owner) => store.release(linkId, owner),
  }
}

function parse(text: string): Credentials {
  const parsed = credentials.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new SealError(
    'Failed to read the credentials of a link: they have the form of another version. Link the account again.',
  )
}
