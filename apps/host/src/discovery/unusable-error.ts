import { HostError } from '../host-error.js'

/** A connector package that cannot be used; the message shows the fix. The host goes on without it. */
export class UnusableConnectorError extends HostError {}
