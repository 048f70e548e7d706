import type { z } from 'zod'
import type { IdStrategy } from '../id-strategy.js'
import type { OAuthServerOptions } from '../oauth/oauth-options.js'
import type { ListQuery } from '../resource-store.js'
import type { Paging } from './paging.js'
import type { RefusalBody } from './refusal.js'
import type { Fields, SimulatedRecord } from './simulated-record.js'
import type { WebhooksDefinition } from './webhook-subscriptions.js'

/** One kind of record: what may be written and what the application does with it. */
export interface CollectionDefinition<Name extends string = string> {
  /** What may be written; every field may be absent (it stays as it is) or null (it is emptied), at any depth. */
  fields: z.ZodRawShape
  /** Where it lies below the API, unless at its name: `/crm/people`. */
  path?: string
  /** Fields a record cannot be without. */
  needs?: readonly string[]
  /** Names new records (default: 1, 2, 3 …). */
  ids?: () => IdStrategy<string> | IdStrategy<number>
  /** Fields that hold the id of a record of another collection, by path: `{ 'lines[].article_id': 'articles' }`. */
  references?: Readonly<Record<string, Name>>
  /** Names of the moments in answers (default `created_at`, `updated_at`); false where the API shows none. */
  timestamps?: false | { created: string; updated: string }
  /** Lists whose elements have ids, and what names new ones: an element keeps its id if the record has it. */
  lineIds?: Readonly<Record<string, () => string>>
  /** What is worked out whenever a record is shown. */
  computed?(record: SimulatedRecord): Fields
  /** The path of a `PUT` that creates a record under the caller's key or updates the one that has it: `/by-key/:key`. */
  upsert?: string
  /** What `DELETE` does (default `remove`); with `archive`, lists still show the record as `archived`. */
  deletes?: 'archive' | 'remove'
  /** The only record there is: it is read and changed, never listed, created or deleted. */
  singleton?(account: SimulatedAccount): { id: string } & Fields
}

export interface SimulatedAccount {
  id: string
  name: string
}

/** How clients say who they are; the simulator takes every way that is declared. */
export interface AuthDefinition {
  oauth?: Omit<OAuthServerOptions, 'baseUrl' | 'clients' | 'account' | 'applicationName' | 'clock'> & {
    /** Scopes a token needs to read and to write (default: any token may do both). */
    demands?: { read: string; write: string }
  }
  apiKey?: { header: string; prefix?: string }
  basic?: true
}

/** Everything about a simulated application; `defineSimulator` makes it one. */
export interface SimulatorDefinition<Name extends string = string> {
  /** Shown on the consent page. */
  name: string
  /** The public origin: `https://api.my-crm.test`. */
  origin: string
  /** Where the API lies below the origin (default: at the origin itself). */
  basePath?: string
  /** The account everybody signs in to, and where the API names it; a singleton that has its `name` may rename it. */
  account: SimulatedAccount & {
    path: string
    namedBy?: NoInfer<Name>
    /** How the API answers it (default: id and name as they are). */
    answer?(account: SimulatedAccount): unknown
  }
  auth: AuthDefinition
  paging: Paging
  /** The parameter of a list that leaves out what was changed before a moment; without it there is no such filter. */
  since?: string
  /** The order of lists (default: of creation). */
  sort?: ListQuery<SimulatedRecord>['sort']
  /** The method that changes a record (default `PATCH`). */
  updates?: 'PATCH' | 'PUT'
  /** Whether it empties what is not sent (default: that stays as it is). */
  replaces?: boolean
  /** The envelope around one record in answers and in what is sent (default: none); it may depend on the collection. */
  envelope?: {
    wrap(record: Fields, collection: string): unknown
    unwrap(body: Fields, collection: string): unknown
  }
  /** Default `{ error: { code, message, fields } }`. */
  refusal?: RefusalBody
  /** By name, which is the path unless said otherwise: `people` lies at `/people`. */
  collections: Readonly<Record<Name, CollectionDefinition<NoInfer<Name>>>>
  webhooks?: WebhooksDefinition
}
