import { AuthorizationError, DuetError } from '@duet/core'

/** Somebody refused access on the application's page, or closed it. */
export class AccessDeniedError extends AuthorizationError {}

/** The browser came back without the state it was sent away with: another person's link, an old page, an attack. */
export class StateMismatchError extends AuthorizationError {}

/** The code or the refresh token is no longer good: used, expired or revoked. */
export class InvalidGrantError extends AuthorizationError {}

/** Sealed credentials that cannot be opened: the key is missing, or the text was altered or belongs to another link. */
export class SealError extends DuetError {}
