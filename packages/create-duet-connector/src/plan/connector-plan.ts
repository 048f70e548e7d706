import type { ConnectorName } from './connector-name.js'
import type { Field, IdKind } from './field.js'

export type AuthPlan =
  | {
      readonly kind: 'oauth2'
      /** Paths below the origin. */
      readonly authorizePath: string
      readonly tokenPath: string
      readonly scopes: readonly string[]
    }
  | { readonly kind: 'api-key'; readonly header: string; readonly prefix?: string }
  | { readonly kind: 'basic' }

export type AuthKind = AuthPlan['kind']
export const authKinds = ['oauth2', 'api-key', 'basic'] as const satisfies readonly AuthKind[]

/**
 * How a list is cut into pages: parameters of the request, and paths in the answer. `size` asks for so many records, at most
 * `largest`; `none` is a list in one piece.
 */
export type PagingPlan = { readonly size?: string; readonly largest?: number } & (
  | { readonly style: 'none' }
  | { readonly style: 'next-link'; readonly next: string }
  | { readonly style: 'page-number'; readonly page: string; readonly pages?: string }
  | { readonly style: 'offset'; readonly offset: string; readonly total?: string }
  | { readonly style: 'cursor'; readonly cursor: string; readonly next: string }
)

export type PagingStyle = PagingPlan['style']
export const pagingStyles = [
  'next-link',
  'page-number',
  'offset',
  'cursor',
] as const satisfies readonly PagingStyle[]

/** In place of the name of a field: it is called like the collection, or one record of it. */
export const BY_NAME = 'by-name'

/** What all collections of an API have in common. */
export interface ApiPlan {
  /** `https://api.my-crm.test` */
  readonly origin: string
  /** `/v1`, or nothing. */
  readonly basePath: string
  readonly auth: AuthPlan
  readonly paging: PagingPlan
  /** Where a list has its records: a field of the answer, null for the answer itself, `BY_NAME`. */
  readonly items: string | null
  /** The field of an answer that holds one record, null for the answer itself, `BY_NAME`. */
  readonly envelope: string | null
  /** The field of what is sent that holds the record, null where it is the record, `BY_NAME`. */
  readonly bodyEnvelope: string | null
  /** The parameter that leaves out what was not changed since a moment. */
  readonly since: string | null
  readonly updates: 'PATCH' | 'PUT'
  readonly account: AccountPlan
}

/** Where the API names the account that is linked. */
export interface AccountPlan {
  readonly path: string
  /** The field of the answer that holds the account; null for the answer itself. */
  readonly envelope: string | null
  readonly id: string
  readonly idKind: IdKind
  readonly name: string
  /** False where the request is made up and its author must say which it is. */
  readonly known: boolean
}

/** One collection of the application. */
export interface ResourcePlan {
  /** `tax_rates` */
  readonly name: string
  /** Below the base URL: `/tax_rates`. */
  readonly path: string
  /** `taxRates` */
  readonly constant: string
  readonly idField: string
  readonly idKind: IdKind
  readonly fields: readonly Field[]
  /** Null where the API tells none; `undefined` fields of one side only. */
  readonly timestamps: { readonly created: string | null; readonly updated: string | null }
  /** Whether the list can leave out what was not changed. */
  readonly since: boolean
  readonly writes: 'all' | 'create' | 'nothing'
  /** Fields the application fills in itself, where records are changed as a whole. */
  readonly readOnly?: readonly string[]
  /** What the API calls its records, many of them and one, where fields are called like that. */
  readonly names?: { readonly many?: string; readonly one?: string }
}

/** A row of a mapper's table. */
export interface RowPlan {
  readonly connec: string
  readonly external: string
  readonly lossy?: string
  readonly only?: 'toConnec' | 'toExternal'
  /** The only texts the application takes; others do not travel. */
  readonly oneOf?: readonly string[]
}

/** A Connec! resource and one of the application's. */
export interface PairPlan {
  /** `tax_code` */
  readonly connec: string
  readonly rows: readonly RowPlan[]
  /** What a record of the application gets when it is created without. */
  readonly onCreate: Readonly<Record<string, unknown>>
}

/** What tells the kinds of records in one collection apart. */
export interface KindsPlan {
  readonly field: string
  /** By Connec! resource; a flag is true for the second one. */
  readonly values: Readonly<Record<string, string | boolean>>
}

/** An entity: one pair, or several over one collection. */
export interface EntityPlan {
  readonly resource: ResourcePlan
  readonly pairs: readonly PairPlan[]
  /** Present where there are several pairs. */
  readonly kinds?: KindsPlan
}

/** Everything there is to know before the files of a connector are written. */
export interface ConnectorPlan {
  readonly name: ConnectorName
  readonly displayName: string
  readonly api: ApiPlan
  readonly entities: readonly EntityPlan[]
  readonly webhooks: boolean
}
