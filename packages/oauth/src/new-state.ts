import { generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi'

/** An unguessable word that binds the way back to the session that went away; keep it there and compare. */
export function newState(): string {
  return generateRandomState()
}

/** A code verifier for PKCE (RFC 7636); keep it beside the state. */
export function newVerifier(): string {
  return generateRandomCodeVerifier()
}
