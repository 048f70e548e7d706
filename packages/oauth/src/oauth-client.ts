/** Who we are to an application's OAuth server: what its developer page gave out. */
export interface OAuthClient {
  readonly clientId: string
  readonly clientSecret: string
  /** Where the browser comes back to; registered over there, character by character. */
  readonly redirectUri: string
}
