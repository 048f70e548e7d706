/**
 * What a vendor's SDK is built from. Whatever it sends through `fetch` is authorized, held to the account's rate
 * budget, tried again where that is safe, and kept out of logs, as every other request is.
 */
export interface ClientParts {
  /** The base URL of the linked account; a sandbox moves it to another origin. */
  readonly baseUrl: string
  /**
   * A WHATWG `fetch`. Refusals are answered as responses, as SDKs expect; a URL outside the API's origin throws
   * `ExternalApiError`, for it would carry the token away.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /**
   * A token that is valid now, for SDKs that insist on one; `fetch` sets the header by itself. Throws
   * `AuthorizationError` when the link has none.
   */
  readonly getAccessToken: () => Promise<string>
}

/** Makes the SDK of one linked account; called once per account and run, when a resource first asks for it. */
export type ClientFactory<Client> = (parts: ClientParts) => Client

/**
 * Declares the SDK of an application. Resources and mappers reach it by `http.client(…)`, its type included; the
 * connector names it as its `client`.
 *
 * @example
 * export const sdk = defineClient(({ baseUrl, fetch, getAccessToken }) => new VendorSdk({ baseUrl, fetch, getAccessToken }))
 *
 * const tickets = defineResource({
 *   name: 'tickets', id: z.string(), fields: { subject: z.string() },
 *   async *list(http) { yield await http.client(sdk).tickets.list() },
 * })
 * export const vendor = defineConnector({ …, client: sdk, entities: [ticket] })
 */
export const defineClient = <Client>(make: ClientFactory<Client>): ClientFactory<Client> => make
