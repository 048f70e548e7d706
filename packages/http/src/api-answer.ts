/** An answer of an API as its connector sees it when the request was refused. Known secrets are taken out of it. */
export interface ApiAnswer {
  method: string
  /** Path below the base URL, without the query: `/contacts/21`. */
  path: string
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** Body text; may be empty or not JSON. */
  body: string
}
